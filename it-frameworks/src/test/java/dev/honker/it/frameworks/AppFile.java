package dev.honker.it.frameworks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** An application's database file, the pools on it, and a look at what is committed; for the thread of a test. */
public final class AppFile implements AutoCloseable {

    /** Enough for eight threads with three connections each. */
    private static final int POOL_SIZE = 24;

    private final String url;
    private final String observerUrl;
    private final Deque<HikariDataSource> pools = new ArrayDeque<>();

    /** Makes a file that each pool opens by the URL of that driver. */
    public AppFile(Driver driver, Path directory) {
        Path file = directory.resolve(driver + ".db");
        this.url = driver.url(file);
        this.observerUrl = Driver.PLAIN.url(file);
    }

    /** Returns the application's URL. */
    public String url() {
        return url;
    }

    /** Returns a pool as most applications configure it, closed with the file. */
    public HikariDataSource pool() {
        return pool(true);
    }

    /** Returns a pool, closed with the file. */
    public HikariDataSource pool(boolean autoCommit) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setAutoCommit(autoCommit);
        config.setMaximumPoolSize(POOL_SIZE);
        config.setMinimumIdle(1);
        HikariDataSource pool = new HikariDataSource(config);
        pools.push(pool);
        return pool;
    }

    /** Runs statements, each to be committed. */
    public void run(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(observerUrl);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Returns the committed number that a query finds. */
    public long number(String sql) throws SQLException {
        return Long.parseLong(texts(sql).get(0));
    }

    /** Returns the committed values of a query's first column. */
    public List<String> texts(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(observerUrl);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    @Override
    public void close() {
        while (!pools.isEmpty()) {
            pools.pop().close();
        }
    }
}
