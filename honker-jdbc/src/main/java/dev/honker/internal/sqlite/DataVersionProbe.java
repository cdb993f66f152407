package dev.honker.internal.sqlite;

import dev.honker.internal.wake.Probe;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Properties;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteOpenMode;
import org.sqlite.jdbc4.JDBC4Connection;

/** The connection behind a watcher: it only ever reads {@code PRAGMA data_version}. Used by one thread at a time. */
public final class DataVersionProbe implements Probe {

    private final SQLiteConnection connection;
    private final InnerStatement query;

    private DataVersionProbe(SQLiteConnection connection, InnerStatement query) {
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
        SQLiteConnection connection = new JDBC4Connection("jdbc:sqlite:" + realPath, uri(realPath), properties);
        try {
            return new DataVersionProbe(connection, new InnerStatement(connection, "PRAGMA main.data_version"));
        } catch (Throwable e) {
            try (connection) {
                throw e;
            }
        }
    }

    @Override
    public long dataVersion() throws SQLException {
        // why below JDBC: this runs a thousand times a second while nothing happens
        try {
            query.start();
            return query.integer(1);
        } finally {
            query.finish();
        }
    }

    @Override
    public String journalMode() throws SQLException {
        return pragma("main.journal_mode");
    }

    @Override
    public long pageBytes() throws SQLException {
        return Long.parseLong(pragma("main.page_size"));
    }

    private String pragma(String name) throws SQLException {
        InnerStatement statement = new InnerStatement(connection, "PRAGMA " + name);
        try {
            statement.start();
            return String.valueOf(statement.text(1));
        } finally {
            statement.finish();
            statement.close();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
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
