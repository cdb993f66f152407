package dev.honker.internal.sqlite;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.DB;

/**
 * Runs a query of honker functions where JDBC asks for an update: {@code executeUpdate} and batches of
 * {@code SELECT honker_enqueue(...)}, which sqlite-jdbc refuses, partly after running them. Stateless.
 */
final class FunctionQuery {

    private static final int SQLITE_ROW = 100;
    private static final int SQLITE_DONE = 101;

    private FunctionQuery() {}

    /**
     * Runs the statement past all its rows.
     *
     * @return how many rows there were, as an update count: one for each call's row
     */
    static long run(CoreStatement statement, @Nullable Object @Nullable [] parameters) throws SQLException {
        long rows = 0;
        try {
            boolean row = statement.getDatabase().execute(statement, parameters);
            while (row) {
                rows++;
                row = next(statement);
            }
            return rows;
        } finally {
            if (!statement.pointer.isClosed()) {
                statement.pointer.safeRunInt(DB::reset);
            }
        }
    }

    private static boolean next(CoreStatement statement) throws SQLException {
        int code = statement.pointer.safeRunInt(DB::step);
        if (code != SQLITE_ROW && code != SQLITE_DONE) {
            statement.getDatabase().throwex(code);
        }
        return code == SQLITE_ROW;
    }
}
