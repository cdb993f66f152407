package dev.honker.hibernate;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.cfg.Configuration;

/** A session factory on a pool on a file, and a second, plain connection for each look at what is committed. */
final class Store implements AutoCloseable {

    private final Path file;
    private final HikariDataSource pool;
    private final SessionFactory factory;

    private Store(Path file, HikariDataSource pool, SessionFactory factory) {
        this.file = file;
        this.pool = pool;
        this.factory = factory;
    }

    static Store open(Path file, Class<?>... entities) {
        return open(file, Map.of("hibernate.hbm2ddl.auto", "update"), entities);
    }

    static Store open(Path file, Map<String, ?> settings, Class<?>... entities) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:honker:sqlite:" + file + "?busy_timeout=1000");
        HikariDataSource pool = new HikariDataSource(config);
        try {
            Configuration configuration = new Configuration();
            configuration.getProperties().put("hibernate.connection.datasource", pool);
            configuration.getProperties().putAll(settings);
            for (Class<?> entity : entities) {
                configuration.addAnnotatedClass(entity);
            }
            return new Store(file, pool, configuration.buildSessionFactory());
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    SessionFactory factory() {
        return factory;
    }

    HikariDataSource pool() {
        return pool;
    }

    void inSession(Work<Session> work) throws Exception {
        factory.inTransaction(session -> work.unchecked(session));
    }

    void inStateless(Work<StatelessSession> work) throws Exception {
        factory.inStatelessTransaction(session -> work.unchecked(session));
    }

    void inEntityManager(Work<EntityManager> work) throws Exception {
        factory.inTransaction(session -> work.unchecked(session));
    }

    /** The rows that are committed, columns joined by blanks. */
    List<String> rows(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                StringBuilder text = new StringBuilder();
                for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    text.append(column == 1 ? "" : " ").append(rows.getString(column));
                }
                texts.add(text.toString());
            }
            return texts;
        }
    }

    /** Queue and payload of each committed job. */
    List<String> jobs() throws SQLException {
        return honkers("_honker_live", "select queue, payload from _honker_live order by id");
    }

    /** Topic, key and payload of each committed event. */
    List<String> events() throws SQLException {
        return honkers("_honker_stream", "select topic, key, payload from _honker_stream order by offset");
    }

    /** Channel and payload of each committed notification. */
    List<String> notifications() throws SQLException {
        return honkers("_honker_notifications", "select channel, payload from _honker_notifications order by id");
    }

    private List<String> honkers(String table, String sql) throws SQLException {
        return rows("select 1 from sqlite_master where name = '" + table + "'").isEmpty() ? List.of() : rows(sql);
    }

    void run(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        factory.close();
        pool.close();
    }

    /** What is done in a session's transaction. */
    @FunctionalInterface
    interface Work<S> {

        void in(S session) throws Exception;

        /** Hands on what it throws as it is. */
        default void unchecked(S session) {
            try {
                in(session);
            } catch (Exception e) {
                throw Work.<RuntimeException>sneaky(e);
            }
        }

        @SuppressWarnings("unchecked")
        private static <E extends Exception> E sneaky(Exception e) throws E {
            throw (E) e;
        }
    }
}
