package dev.honker.internal.wake;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** A database file that tests write to through plain sqlite-jdbc; not thread-safe. */
final class PlainDatabase implements AutoCloseable {

    private final Path path;
    private final Connection connection;

    private PlainDatabase(Path path) throws SQLException {
        this.path = path;
        this.connection = DriverManager.getConnection("jdbc:sqlite:" + path);
    }

    /** Makes the file, in this journal mode. */
    static PlainDatabase create(Path path, String journalMode) throws SQLException {
        PlainDatabase database = new PlainDatabase(path);
        String mode = database.text("PRAGMA journal_mode=" + journalMode);
        if (!mode.equals(journalMode.toLowerCase(Locale.ROOT))) {
            throw new SQLException("journal mode is " + mode);
        }
        database.execute("PRAGMA synchronous=OFF");
        database.execute("CREATE TABLE t(n INTEGER)");
        database.execute("INSERT INTO t VALUES (0)");
        return database;
    }

    /** One more connection to an existing file. */
    static PlainDatabase open(Path path) throws SQLException {
        PlainDatabase database = new PlainDatabase(path);
        database.execute("PRAGMA synchronous=OFF");
        return database;
    }

    Path path() {
        return path;
    }

    void commit() throws SQLException {
        execute("UPDATE t SET n = n + 1");
    }

    long count() throws SQLException {
        return Long.parseLong(text("SELECT n FROM t"));
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String text(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
