package dev.honker.example.shop.hibernate;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.honker.StreamHandler;
import dev.honker.TypedJobHandler;
import dev.honker.example.shop.Store;
import dev.honker.example.shop.hibernate.entity.Album;
import dev.honker.example.shop.hibernate.entity.Artist;
import dev.honker.example.shop.hibernate.entity.CountryRevenue;
import dev.honker.example.shop.hibernate.entity.Customer;
import dev.honker.example.shop.hibernate.entity.DeclinedOrder;
import dev.honker.example.shop.hibernate.entity.Employee;
import dev.honker.example.shop.hibernate.entity.Invoice;
import dev.honker.example.shop.hibernate.entity.InvoiceLine;
import dev.honker.example.shop.hibernate.entity.Letter;
import dev.honker.example.shop.hibernate.entity.Receipt;
import dev.honker.example.shop.hibernate.entity.Track;
import dev.honker.example.shop.office.SalesReports;
import dev.honker.example.shop.order.Letters;
import dev.honker.example.shop.order.Orders;
import dev.honker.example.shop.order.Payments;
import dev.honker.example.shop.order.ReceiptJob;
import java.time.Clock;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/** A pool and the session factory over it. Which driver it is, the URL alone says. */
final class HibernateStore implements Store {

    private final HikariDataSource pool;
    private final SessionFactory sessions;

    private HibernateStore(HikariDataSource pool, SessionFactory sessions) {
        this.pool = pool;
        this.sessions = sessions;
    }

    static HibernateStore open(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setPoolName("shop");
        config.setMaximumPoolSize(8);
        HikariDataSource pool = new HikariDataSource(config);
        try {
            return new HibernateStore(pool, sessionFactory(pool));
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private static SessionFactory sessionFactory(HikariDataSource pool) {
        return new HibernatePersistenceConfiguration("shop")
                .property("jakarta.persistence.nonJtaDataSource", pool)
                .managedClasses(
                        Artist.class,
                        Album.class,
                        Track.class,
                        Employee.class,
                        Customer.class,
                        Invoice.class,
                        InvoiceLine.class,
                        Receipt.class,
                        DeclinedOrder.class,
                        CountryRevenue.class,
                        Letter.class)
                .createEntityManagerFactory();
    }

    SessionFactory factory() {
        return sessions;
    }

    @Override
    public DataSource pool() {
        return pool;
    }

    @Override
    public Orders orders() {
        return orders(new Announcements());
    }

    @Override
    public Orders ordersAlone() {
        return orders(OrderListener.NONE);
    }

    private Orders orders(OrderListener listener) {
        return new OrderService(sessions, listener, Payments.EVERY_TENTH_DECLINED, Clock.systemUTC());
    }

    @Override
    public TypedJobHandler<ReceiptJob> receipts() {
        return new ReceiptWriter(sessions);
    }

    @Override
    public StreamHandler revenue() {
        return new RevenueBook(sessions);
    }

    @Override
    public Letters letters() {
        return new LetterWriter(sessions);
    }

    @Override
    public SalesReports reports() {
        return new ReportWriter(sessions);
    }

    @Override
    public void close() {
        sessions.close();
        pool.close();
    }
}
