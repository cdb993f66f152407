package dev.honker.internal.sqlite;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The statements by which honker steers one connection, prepared once. For the thread that runs the connection, or one that has it paused.
 */
final class ControlStatements {

    private final HonkerSqliteConnection connection;
    private final Map<String, InnerStatement> prepared = new HashMap<>();

    ControlStatements(HonkerSqliteConnection connection) {
        this.connection = connection;
    }

    /** Runs a statement to its end, without a begin, a lock or a commit around it. */
    void run(String sql) throws SQLException {
        synchronized (monitor()) {
            statement(sql).run();
        }
    }

    /** Returns the first column of the first row; null if there is none. */
    @Nullable
    String text(String sql) throws SQLException {
        synchronized (monitor()) {
            InnerStatement statement = statement(sql);
            try {
                return statement.start() ? statement.text(1) : null;
            } finally {
                statement.finish();
            }
        }
    }

    /** Returns the prepared statement, which the caller finishes after each run; for use within the hold of {@link #monitor}. */
    InnerStatement statement(String sql) throws SQLException {
        InnerStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = new InnerStatement(connection, sql);
            prepared.put(sql, statement);
        }
        return statement;
    }

    /** Returns SQLite's monitor: while it is held, no other thread runs anything on the connection. */
    Object monitor() {
        return connection.monitor();
    }
}
