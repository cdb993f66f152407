package dev.honker.internal.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;
import org.sqlite.core.CoreStatement;
import org.sqlite.core.DB;

/**
 * One prepared statement of honker's own, below JDBC: it begins no transaction, takes no lock of ours and prepares itself
 * again after SQLite's driver has finalized it. For the thread that runs its connection.
 */
final class InnerStatement extends CoreStatement {

    private static final Object[] NO_PARAMETERS = {};
    private static final int SQLITE_ROW = 100;
    private static final int SQLITE_DONE = 101;

    private boolean running;

    InnerStatement(SQLiteConnection connection, String sql) throws SQLException {
        super(connection);
        this.sql = sql;
        connection.getDatabase().prepare(this);
    }

    /** Whether it is between {@link #start} and {@link #finish}; it can't be started again then. */
    boolean isRunning() {
        return running;
    }

    /** Runs to the first row. */
    boolean start(@Nullable Object... parameters) throws SQLException {
        if (pointer.isClosed()) {
            getDatabase().prepare(this);
        }
        requireTexts(parameters);
        running = true;
        return getDatabase().execute(this, parameters.length == 0 ? NO_PARAMETERS : parameters);
    }

    /** The last gate of all operations, for whatever text its own check missed. */
    private static void requireTexts(@Nullable Object... parameters) throws SQLException {
        for (Object parameter : parameters) {
            SqlTexts.require(parameter);
        }
    }

    /** Runs to the first row without values for the parameters, which are null then. */
    boolean startUnbound() throws SQLException {
        running = true;
        return next();
    }

    /** Goes on to the next row. */
    boolean next() throws SQLException {
        int code = pointer.safeRunInt(DB::step);
        if (code != SQLITE_ROW && code != SQLITE_DONE) {
            getDatabase().throwex(code);
        }
        return code == SQLITE_ROW;
    }

    /** Ends the run, whatever became of it, and lets go of its locks. */
    void finish() throws SQLException {
        running = false;
        if (!pointer.isClosed()) {
            pointer.safeRunInt(DB::reset);
        }
    }

    /** Runs to the end, past any rows. */
    void run(@Nullable Object... parameters) throws SQLException {
        try {
            boolean row = start(parameters);
            while (row) {
                row = next();
            }
        } finally {
            finish();
        }
    }

    long integer(int column) throws SQLException {
        return pointer.safeRunLong((db, statement) -> db.column_long(statement, column - 1));
    }

    @Nullable
    String text(int column) throws SQLException {
        return pointer.safeRun((db, statement) -> db.column_text(statement, column - 1));
    }

    int type(int column) throws SQLException {
        return pointer.safeRunInt((db, statement) -> db.column_type(statement, column - 1));
    }

    void close() throws SQLException {
        pointer.close();
    }

    @Override
    public ResultSet executeQuery(String sql, boolean closeStatement) {
        throw new UnsupportedOperationException("an inner statement has no JDBC result set");
    }
}
