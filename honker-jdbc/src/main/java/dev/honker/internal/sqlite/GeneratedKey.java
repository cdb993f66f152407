package dev.honker.internal.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The key of a statement's latest INSERT, for {@code getGeneratedKeys}. After each INSERT sqlite-jdbc prepares and runs a query
 * for it, whether or not anybody will ask. Here the query is prepared once for each connection, and its row becomes a result
 * set when somebody asks. For the thread that runs the connection.
 */
final class GeneratedKey {

    private final HonkerSqliteConnection connection;
    private @Nullable Long key;
    private @Nullable Statement statement;
    private @Nullable ResultSet rows;

    GeneratedKey(HonkerSqliteConnection connection) {
        this.connection = connection;
    }

    /** Notes the key of the INSERT that this connection has just run. */
    void take() throws SQLException {
        key = connection.lastInsert().rowid();
    }

    /** The key as sqlite-jdbc presents it, always the same result set until the next statement; null if none was noted. */
    @Nullable
    ResultSet rows() throws SQLException {
        if (rows == null && key != null) {
            statement = connection.createStatement();
            rows = statement.executeQuery("SELECT " + key + " AS \"last_insert_rowid()\"");
        }
        return rows;
    }

    /** Forgets the key and closes its result set. */
    void clear() throws SQLException {
        key = null;
        rows = null;
        if (statement != null) {
            statement.close();
            statement = null;
        }
    }
}
