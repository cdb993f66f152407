package dev.honker.internal.sqlite;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Counts the rows of an INSERT, UPDATE or DELETE that {@code executeUpdate} runs by its text; for use within one hold of SQLite's monitor.
 *
 * <p>sqlite-jdbc counts by {@code sqlite3_total_changes}, and so counts the rows that triggers, foreign keys and functions change along
 * with the statement. Honker counts by {@code sqlite3_changes}: the statement's own rows, as sqlite-jdbc itself does for prepared
 * statements and batches. On a view that is always 0, because the rows are those of its INSTEAD OF triggers; there honker counts as
 * sqlite-jdbc does, but without the rows that honker's functions write.
 */
final class ChangeCount {

    private static final String TYPE = "SELECT type = 'view' FROM pragma_table_list(?1)"
            + " WHERE ?2 IS NULL OR schema = ?2 COLLATE NOCASE"
            + " ORDER BY schema <> 'temp', schema <> 'main'";

    private final HonkerSqliteConnection connection;
    private final FunctionChanges functions;
    private final long before;

    private ChangeCount(HonkerSqliteConnection connection, FunctionChanges functions) throws SQLException {
        this.connection = connection;
        this.functions = functions;
        this.before = connection.database().total_changes();
    }

    /** Runs a single statement to its end, and returns how many rows it has changed. */
    static long of(HonkerSqliteConnection connection, SqlShape change, StatementRunner.Call<?> statement)
            throws SQLException {
        FunctionChanges functions = connection.honker().changes();
        functions.start();
        try {
            ChangeCount count = new ChangeCount(connection, functions);
            statement.call();
            return count.rows(change);
        } finally {
            functions.stop();
        }
    }

    private long rows(SqlShape change) throws SQLException {
        long own = connection.database().changes();
        if (own != 0) {
            return own;
        }
        long alongWithIt = connection.database().total_changes() - before;
        return alongWithIt != 0 && isOnView(ChangedTable.of(change)) ? alongWithIt - functions.rows() : 0;
    }

    private boolean isOnView(@Nullable ChangedTable table) throws SQLException {
        if (table == null) {
            return false;
        }
        InnerStatement type = new InnerStatement(connection, TYPE);
        try {
            return type.start(table.name(), table.schema()) && type.integer(1) == 1;
        } finally {
            type.finish();
            type.close();
        }
    }
}
