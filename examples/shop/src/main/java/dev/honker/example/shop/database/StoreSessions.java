package dev.honker.example.shop.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.honker.UpdateEvents;
import dev.honker.example.shop.store.Album;
import dev.honker.example.shop.store.Artist;
import dev.honker.example.shop.store.Customer;
import dev.honker.example.shop.store.DeclinedOrder;
import dev.honker.example.shop.store.Employee;
import dev.honker.example.shop.store.Invoice;
import dev.honker.example.shop.store.InvoiceLine;
import dev.honker.example.shop.store.Receipt;
import dev.honker.example.shop.store.Track;
import dev.honker.jdbc.HonkerConnection;
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
                        DeclinedOrder.class)
                .createEntityManagerFactory();
    }

    public SessionFactory factory() {
        return sessions;
    }

    /** The one call that is not SQL: how to learn of commits without asking. The caller closes it. */
    public UpdateEvents updateEvents() {
        return sessions.fromSession(session -> session.doReturningWork(
                connection -> connection.unwrap(HonkerConnection.class).updateEvents()));
    }

    @Override
    public void close() {
        sessions.close();
        pool.close();
    }
}
