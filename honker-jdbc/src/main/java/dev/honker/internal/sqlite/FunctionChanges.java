package dev.honker.internal.sqlite;

import java.sql.SQLException;
import org.sqlite.SQLiteConnection;

/**
 * Counts the rows that honker's functions change inside one statement of the application; for use within one hold of SQLite's monitor.
 * It asks SQLite only between {@link #start} and {@link #stop}.
 */
final class FunctionChanges {

    private final SQLiteConnection connection;
    private boolean counting;
    private long before;
    private long rows;

    FunctionChanges(SQLiteConnection connection) {
        this.connection = connection;
    }

    void start() {
        counting = true;
        rows = 0;
    }

    void stop() {
        counting = false;
    }

    /** Returns how many rows functions have changed since the start. */
    long rows() {
        return rows;
    }

    /** Notes that the outermost function begins. */
    void enterFunction() throws SQLException {
        if (counting) {
            before = connection.getDatabase().total_changes();
        }
    }

    /** Notes that it has ended. */
    void leaveFunction() throws SQLException {
        if (counting) {
            rows += connection.getDatabase().total_changes() - before;
        }
    }
}
