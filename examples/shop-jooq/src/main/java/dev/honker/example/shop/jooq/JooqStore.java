package dev.honker.example.shop.jooq;

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
import dev.honker.jooq.HonkerGuard;
import java.time.Clock;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.FetchTriggerValuesAfterReturning;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;

/** A pool and jOOQ on it. */
final class JooqStore implements Store {

    private final HikariDataSource pool;
    private final DSLContext ctx;

    private JooqStore(HikariDataSource pool) {
        this.pool = pool;
        this.ctx = DSL.using(new DefaultConfiguration()
                .set(pool)
                .set(SQLDialect.SQLITE)
                // why: SQLite's own RETURNING, instead of a second look at the row that was inserted last
                .set(new Settings().withFetchTriggerValuesAfterReturning(FetchTriggerValuesAfterReturning.NEVER))
                .set(new HonkerGuard()));
    }

    static JooqStore open(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setPoolName("shop");
        config.setMaximumPoolSize(8);
        return new JooqStore(new HikariDataSource(config));
    }

    @Override
    public DataSource pool() {
        return pool;
    }

    @Override
    public Orders orders() {
        return new OrderService(ctx, Payments.EVERY_TENTH_DECLINED, Clock.systemUTC());
    }

    @Override
    public TypedJobHandler<ReceiptJob> receipts() {
        return new ReceiptWriter(ctx);
    }

    @Override
    public StreamHandler revenue() {
        return new RevenueBook(ctx);
    }

    @Override
    public Letters letters() {
        return new LetterWriter(ctx);
    }

    @Override
    public SalesReports reports() {
        return new ReportWriter(ctx);
    }

    @Override
    public void close() {
        pool.close();
    }
}
