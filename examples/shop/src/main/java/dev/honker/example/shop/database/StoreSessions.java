package dev.honker.example.shop.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.honker.example.shop.store.Album;
import dev.honker.example.shop.store.Artist;
import dev.honker.example.shop.store.CountryRevenue;
import dev.honker.example.shop.store.Customer;
import dev.honker.example.shop.store.DeclinedOrder;
import dev.honker.example.shop.store.Employee;
import dev.honker.example.shop.store.Invoice;
import dev.honker.example.shop.store.InvoiceLine;
import dev.honker.example.shop.store.Letter;
import dev.honker.example.shop.store.Receipt;
import dev.honker.example.shop.store.Track;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.jpa.HibernatePersistenceConfiguration;

/** A pool and the session factory over it. Which driver it is, the URL alone says. */
public final class StoreSessions implements AutoCloseable {

    private final HikariDataSource pool;
    private final SessionFactory sessions;

    private StoreSessions(HikariDataSource pool, SessionFactory sessions) {
        this.pool = pool;
        this.sessions = sessions;
    }

    public static StoreSessions open(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setPoolName("shop");
        config.setMaximumPoolSize(8);
        HikariDataSource pool = new HikariDataSource(config);
        try {
            return new StoreSessions(pool, sessionFactory(pool));
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

    public SessionFactory factory() {
        return sessions;
    }

    /** The connections that the sessions use. */
    public DataSource pool() {
        return pool;
    }

    @Override
    public void close() {
        sessions.close();
        pool.close();
    }
}
