package dev.honker.internal.sqlite;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * What a honker function threw, kept beside the call: SQLite hands only a text to the statement that ran the function. For the
 * thread that runs the connection.
 */
final class FunctionFailure {

    private @Nullable Throwable thrown;

    /** Forgets what an earlier statement left. */
    void clear() {
        thrown = null;
    }

    /**
     * Keeps a failure, unless a function further inside has kept its own, which is then the cause of this one.
     *
     * @return the failure to be reported
     */
    Throwable keep(Throwable failure) {
        if (thrown == null) {
            thrown = failure;
        }
        return thrown;
    }

    /**
     * Turns the error of a statement into the one of the function that made it fail.
     *
     * @return the given error if no function failed
     * @throws Error if a function threw one
     */
    SQLException explain(SQLException statementError) {
        Throwable original = thrown;
        thrown = null;
        if (original == null) {
            return statementError;
        }
        if (original instanceof Error error) {
            throw error;
        }
        if (original instanceof SQLiteException sqlite) {
            return sqlite;
        }
        String state = original instanceof SQLException sql ? sql.getSQLState() : null;
        SQLException explained =
                SqlErrors.of(SQLiteErrorCode.SQLITE_ERROR, state != null ? state : "HY000", text(original));
        explained.initCause(original);
        return explained;
    }

    /** The text of a failure as SQL sees it: SQLite's own, without what sqlite-jdbc has put around it. */
    static String text(Throwable failure) {
        String message = failure.getMessage();
        if (message == null || !(failure instanceof SQLException)) {
            return failure.toString();
        }
        String prefix = failure instanceof SQLiteException sqlite ? sqlite.getResultCode() + " (" : "";
        return !prefix.isEmpty() && message.startsWith(prefix) && message.endsWith(")")
                ? message.substring(prefix.length(), message.length() - 1)
                : message;
    }
}
