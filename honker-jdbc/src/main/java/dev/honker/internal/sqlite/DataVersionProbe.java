package dev.honker.internal.sqlite;

import dev.honker.internal.wake.Probe;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteOpenMode;
import org.sqlite.jdbc4.JDBC4Connection;

/** The connection behind a watcher: it only ever reads {@code PRAGMA data_version}. Used by one thread at a time. */
public final class DataVersionProbe implements Probe {

    private final Connection connection;
    private final PreparedStatement query;

    private DataVersionProbe(Connection connection, PreparedStatement query) {
        this.connection = connection;
        this.query = query;
    }

    /**
     * Opens the file at this path, which must exist. SQLite opens it for reading only where it may not be written.
     *
     * @throws SQLException if it cannot be opened
     */
    public static DataVersionProbe open(Path realPath) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty(Pragma.OPEN_MODE.pragmaName, Integer.toString(SQLiteOpenMode.READWRITE.flag));
        // why: a lock in the way is answered by the watcher's next round, not by waiting here
        properties.setProperty(Pragma.BUSY_TIMEOUT.pragmaName, "0");
        Connection connection = new JDBC4Connection("jdbc:sqlite:" + realPath, uri(realPath), properties);
        try {
            return new DataVersionProbe(connection, connection.prepareStatement("PRAGMA main.data_version"));
        } catch (Throwable e) {
            try (connection) {
                throw e;
            }
        }
    }

    @Override
    public long dataVersion() throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    @Override
    public String journalMode() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA main.journal_mode")) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection;
                query) {
            // why: both are closed whatever the first of them throws
        }
    }

    /**
     * Why a URI: sqlite-jdbc takes what follows a question mark in a plain file name for parameters, drops some and reorders
     * the rest. Here every special character of the path is encoded. Why a private cache: connections that share one don't
     * see each other's commits by data_version, and without the parameter sqlite-jdbc changes a process-wide setting.
     */
    private static String uri(Path realPath) {
        return realPath.toUri().toASCIIString() + "?cache=private";
    }
}
