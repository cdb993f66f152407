package dev.honker.it.transaction;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.honker.jdbc.HonkerDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** A fresh database file with a table, everything that a rule opens on it, and an independent look at its rows. */
final class Ground implements AutoCloseable {

    static final int PATIENT = 20_000;
    static final int IMPATIENT = 200;
    static final int PATIENT_READ_MILLIS = 1_000;

    final Subject subject;
    final Path file;
    private final Deque<Resource> opened = new ArrayDeque<>();
    private final Connection observer;

    Ground(Subject subject, Path file) throws SQLException {
        this.subject = subject;
        this.file = file;
        observer = DriverManager.getConnection(Subject.PLAIN.url(file, IMPATIENT));
        run(observer, "CREATE TABLE t(id INTEGER PRIMARY KEY, n INTEGER NOT NULL DEFAULT 0, name TEXT UNIQUE)");
        run(observer, "INSERT INTO t(id, name) VALUES (1, 'first')");
    }

    String url(int busyTimeoutMillis) {
        return subject.url(file, busyTimeoutMillis);
    }

    Connection open() throws SQLException {
        return open(IMPATIENT);
    }

    Connection open(int busyTimeoutMillis) throws SQLException {
        return keep(dataSource(busyTimeoutMillis).getConnection());
    }

    /** The subject's; plain connections get the functions too, so that a rule breaks for its own reason. */
    private DataSource dataSource(int busyTimeoutMillis) {
        if (subject == Subject.HONKER) {
            return new HonkerDataSource(url(busyTimeoutMillis));
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setBusyTimeout(busyTimeoutMillis);
        if (subject == Subject.PLAIN_IMMEDIATE) {
            config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        }
        SQLiteDataSource plain = new SQLiteDataSource(config);
        plain.setUrl("jdbc:sqlite:" + file);
        return HonkerDataSource.wrap(plain);
    }

    private Connection keep(Connection connection) {
        opened.push(connection::close);
        return connection;
    }

    /** One in manual-commit mode. */
    Connection openManual() throws SQLException {
        Connection connection = open();
        connection.setAutoCommit(false);
        return connection;
    }

    /** A connection of honker's that waits for its turn as long as a test may last; for any thread, and closed by it. */
    Connection openPatient() throws SQLException {
        return DriverManager.getConnection(url(100_000) + "&honker.read_yield=" + PATIENT_READ_MILLIS);
    }

    /**
     * As {@link #openManual}, with a connection of honker's that may rest for a second in a transaction that has only read. Why: on a busy
     * machine a test may get no processor for longer than the default.
     */
    Connection openPatientReader() throws SQLException {
        if (subject != Subject.HONKER) {
            return openManual();
        }
        Connection connection =
                keep(DriverManager.getConnection(url(IMPATIENT) + "&honker.read_yield=" + PATIENT_READ_MILLIS));
        connection.setAutoCommit(false);
        return connection;
    }

    HikariDataSource pool(int size, boolean autoCommit, int busyTimeoutMillis) {
        return pool(size, autoCommit, busyTimeoutMillis, config -> {});
    }

    HikariDataSource pool(int size, boolean autoCommit, int busyTimeoutMillis, Consumer<HikariConfig> more) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(dataSource(busyTimeoutMillis));
        config.setMaximumPoolSize(size);
        config.setAutoCommit(autoCommit);
        config.setConnectionTimeout(60_000);
        config.setInitializationFailTimeout(-1);
        more.accept(config);
        HikariDataSource pool = new HikariDataSource(config);
        opened.push(pool::close);
        return pool;
    }

    /** A second process on the file, through plain sqlite-jdbc in auto-commit mode. */
    Peer peer() throws Exception {
        Peer peer = new Peer(Subject.PLAIN.url(file, IMPATIENT));
        opened.push(peer::close);
        return peer;
    }

    /** The first column of the first row, as committed. */
    long committed(String sql) throws SQLException {
        synchronized (observer) {
            return number(observer, sql);
        }
    }

    long rows() throws SQLException {
        return committed("SELECT count(*) FROM t");
    }

    /** Fails with SQLITE_BUSY after a moment if anybody holds the write lock. */
    void requireNoLock() throws SQLException {
        synchronized (observer) {
            run(observer, "BEGIN IMMEDIATE");
            run(observer, "ROLLBACK");
        }
    }

    /** 0 if everything in the WAL could be moved into the database and nobody reads an old state. */
    long checkpoint() throws SQLException {
        return committed("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        while (!opened.isEmpty()) {
            Resource resource = opened.pop();
            try {
                resource.close();
            } catch (SQLException | IOException e) {
                if (subject == Subject.HONKER) {
                    throw new AssertionError("closing failed: " + e, e);
                }
            }
        }
        observer.close();
    }

    /** Anything that a rule leaves open. */
    @FunctionalInterface
    private interface Resource {
        void close() throws SQLException, IOException;
    }
}
