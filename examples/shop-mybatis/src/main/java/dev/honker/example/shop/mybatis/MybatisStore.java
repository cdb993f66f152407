package dev.honker.example.shop.mybatis;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.honker.StreamHandler;
import dev.honker.TypedJobHandler;
import dev.honker.example.shop.Store;
import dev.honker.example.shop.office.SalesReports;
import dev.honker.example.shop.order.Letters;
import dev.honker.example.shop.order.Orders;
import dev.honker.example.shop.order.Payments;
import dev.honker.example.shop.order.ReceiptJob;
import dev.honker.mybatis.HonkerGuard;
import dev.honker.mybatis.HonkerMapper;
import java.time.Clock;
import javax.sql.DataSource;
import org.apache.ibatis.mapping.Environment;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.apache.ibatis.transaction.jdbc.JdbcTransactionFactory;

/** A pool and the sessions over it. Which driver it is, the URL alone says. */
final class MybatisStore implements Store {

    private final HikariDataSource pool;
    private final Transactions transactions;

    private MybatisStore(HikariDataSource pool) {
        this.pool = pool;
        this.transactions = new Transactions(sessions(pool));
    }

    static MybatisStore open(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setPoolName("shop");
        config.setMaximumPoolSize(8);
        return new MybatisStore(new HikariDataSource(config));
    }

    private static SqlSessionFactory sessions(DataSource pool) {
        Configuration configuration = new Configuration(new Environment("shop", new JdbcTransactionFactory(), pool));
        configuration.addInterceptor(new HonkerGuard());
        configuration.addMapper(HonkerMapper.class);
        configuration.addMapper(OrderMapper.class);
        configuration.addMapper(OfficeMapper.class);
        return new SqlSessionFactoryBuilder().build(configuration);
    }

    @Override
    public DataSource pool() {
        return pool;
    }

    @Override
    public Orders orders() {
        return new OrderService(transactions, Payments.EVERY_TENTH_DECLINED, Clock.systemUTC());
    }

    @Override
    public TypedJobHandler<ReceiptJob> receipts() {
        return new ReceiptWriter(transactions);
    }

    @Override
    public StreamHandler revenue() {
        return new RevenueBook(transactions);
    }

    @Override
    public Letters letters() {
        return new LetterWriter(transactions);
    }

    @Override
    public SalesReports reports() {
        return new ReportWriter(transactions);
    }

    @Override
    public void close() {
        pool.close();
    }
}
