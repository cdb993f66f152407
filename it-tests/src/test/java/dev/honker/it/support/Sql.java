package dev.honker.it.support;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** SQL in one line. */
public final class Sql {

    private Sql() {}

    /** A connection of honker's driver, with further URL parameters such as {@code busy_timeout=100}. */
    public static Connection open(Path file, String... parameters) throws SQLException {
        return DriverManager.getConnection(url(file, parameters));
    }

    /** The URL of honker's driver. */
    public static String url(Path file, String... parameters) {
        return "jdbc:honker:sqlite:" + file + (parameters.length == 0 ? "" : "?" + String.join("&", parameters));
    }

    /** A connection of sqlite-jdbc itself. */
    public static Connection openPlain(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    /** Runs one statement. */
    public static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the first row as a number. */
    public static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** The first column of the first row as text. */
    public static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** The first column of all rows as texts. */
    public static List<String> texts(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        }
    }

    /**
     * Waits until the database's clock has passed this second. Deadlines are seconds of the wall clock and nothing is
     * committed when one passes, so there is no event to wait for but the clock itself.
     */
    public static void awaitAfter(Connection connection, long second) throws SQLException {
        for (int i = 0; i < 3_000 && number(connection, "SELECT unixepoch()") <= second; i++) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }
}
