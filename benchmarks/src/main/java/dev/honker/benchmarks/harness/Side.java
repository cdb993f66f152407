package dev.honker.benchmarks.harness;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The two drivers, opened so that both work on a file in the same way. */
public enum Side {
    /** The subject. */
    HONKER("jdbc:honker:sqlite:"),
    /** The floor, or the rival. */
    PLAIN("jdbc:sqlite:");

    /** What honker sets by default; plain sqlite-jdbc is told, honker too, so that nothing depends on a default. */
    private static final String SAME =
            "?journal_mode=WAL&synchronous=NORMAL&busy_timeout=5000&wal_autocheckpoint=10000";

    private static final String[] CHECKED = {
        "journal_mode",
        "synchronous",
        "busy_timeout",
        "wal_autocheckpoint",
        "foreign_keys",
        "cache_size",
        "temp_store",
        "page_size",
        "mmap_size"
    };

    private final String prefix;

    Side(String prefix) {
        this.prefix = prefix;
    }

    /** The URL without properties. */
    public String bareUrl(Path file) {
        return prefix + file;
    }

    /** The URL with the settings that both sides share. */
    public String url(Path file) {
        return prefix + file + SAME;
    }

    /** Opens a connection with the settings that both sides share. */
    public Connection open(Path file) throws SQLException {
        return DriverManager.getConnection(url(file));
    }

    /** Opens a connection to a fresh file with honker's tables, made by honker for either side. */
    public Connection openWithTables(Run run) throws SQLException {
        return openWithTables(run.freshFile());
    }

    /** Opens a connection to a file that gets honker's tables, made by honker for either side. */
    public Connection openWithTables(Path file) throws SQLException {
        try (Connection maker = HONKER.open(file);
                Statement statement = maker.createStatement()) {
            statement.executeQuery("SELECT honker_bootstrap()").close();
        }
        return open(file);
    }

    /**
     * Makes sure that a comparison is fair.
     *
     * @throws IllegalStateException if the connections differ in a setting that has an influence on speed
     */
    public static void requireSameSettings(Connection a, Connection b) throws SQLException {
        for (String pragma : CHECKED) {
            String left = ask(a, pragma);
            String right = ask(b, pragma);
            if (!left.equals(right)) {
                throw new IllegalStateException("unfair: " + pragma + " is " + left + " and " + right);
            }
        }
    }

    private static String ask(Connection connection, String pragma) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA " + pragma)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }
}
