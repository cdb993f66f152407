package dev.honker.internal.sqlite;

import dev.honker.internal.check.ResultCode;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Gives SQLite's errors the SQLState that frameworks translate by. Messages and vendor codes stay as sqlite-jdbc has them,
 * because dialects read constraint names out of the text. Stateless.
 */
final class SqlErrors {

    /** SQLSTATE of what is asked of a connection that is closed. */
    static final String NO_CONNECTION = "08003";

    /** SQLSTATE of what is asked of a statement that is closed. */
    static final String NO_STATEMENT = "HY010";

    /** SQLSTATE of what is asked of rows that are closed. */
    static final String NO_ROWS = "24000";

    /** SQLSTATE of a statement that SQLite cannot run in the present state of the transaction. */
    static final String INVALID_TRANSACTION_STATE = "25000";

    /** SQLSTATE of a transaction that has ended before its commit: only a rollback goes on from there. */
    static final String IN_FAILED_TRANSACTION = "25P02";

    /** SQLSTATE that tells a caller to run the transaction again. */
    static final String SERIALIZATION_FAILURE = "40001";

    private SqlErrors() {}

    /** The same error with a SQLState, or the very exception if it has one already or is none of SQLite's. */
    static SQLException withState(SQLException e) {
        if (e.getSQLState() != null) {
            return e;
        }
        if (e instanceof SQLiteException sqlite) {
            return copy(e, new StatedSqliteException(e.getMessage(), sqlite.getResultCode(), state(sqlite)));
        }
        if (e instanceof BatchUpdateException batch && e.getCause() instanceof SQLException cause) {
            SQLException stated = withState(cause);
            return copy(
                    e,
                    new BatchUpdateException(
                            e.getMessage(),
                            stated.getSQLState(),
                            stated.getErrorCode(),
                            batch.getLargeUpdateCounts(),
                            stated));
        }
        String state = e.getClass() == SQLException.class ? stateOfPlainText(String.valueOf(e.getMessage())) : null;
        return state == null ? e : copy(e, new SQLException(e.getMessage(), state, e.getErrorCode()));
    }

    /** The same error, with another SQLState if it comes of something that is closed. */
    static SQLException ofClosed(SQLException e, String state) {
        boolean closed = NO_STATEMENT.equals(e.getSQLState()) || NO_ROWS.equals(e.getSQLState());
        return !closed || state.equals(e.getSQLState())
                ? e
                : copy(e, new SQLException(e.getMessage(), state, e.getErrorCode()));
    }

    /** The same error, as one that comes of the connection's end. */
    static SQLException ofEndedConnection(SQLException e) {
        if (NO_CONNECTION.equals(e.getSQLState()) || e instanceof SQLFeatureNotSupportedException) {
            return e;
        }
        return copy(
                e,
                e instanceof SQLiteException sqlite
                        ? new StatedSqliteException(e.getMessage(), sqlite.getResultCode(), NO_CONNECTION)
                        : new SQLException(e.getMessage(), NO_CONNECTION, e.getErrorCode()));
    }

    /** An error of honker's own with SQLite's code, so that callers which look at codes treat it alike. */
    static SQLException of(SQLiteErrorCode code, String sqlState, String message) {
        return new StatedSqliteException(message, code, sqlState);
    }

    /** SQLite's full result code, extended where it is known; 0 if the error is none of SQLite's. */
    static int resultCode(SQLException e) {
        return e instanceof SQLiteException sqlite ? sqlite.getResultCode().code : e.getErrorCode();
    }

    /** Whether a lock was in the way, of this or another connection. */
    static boolean isBusy(SQLException e) {
        return ResultCode.isBusy(resultCode(e));
    }

    private static SQLException copy(SQLException from, SQLException to) {
        to.setStackTrace(from.getStackTrace());
        for (Throwable suppressed : from.getSuppressed()) {
            to.addSuppressed(suppressed);
        }
        if (to.getCause() == null && from.getCause() != null) {
            to.initCause(from.getCause());
        }
        return to;
    }

    private static String state(SQLiteException e) {
        return switch (e.getResultCode()) {
            case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_ROWID -> "23505";
            case SQLITE_CONSTRAINT_NOTNULL -> "23502";
            case SQLITE_CONSTRAINT_FOREIGNKEY -> "23503";
            case SQLITE_CONSTRAINT_CHECK -> "23514";
            default -> stateOfPrimaryCode(e);
        };
    }

    private static String stateOfPrimaryCode(SQLiteException e) {
        int primary = e.getResultCode().code & 0xFF;
        switch (SQLiteErrorCode.getErrorCode(primary)) {
            case SQLITE_BUSY:
            case SQLITE_LOCKED:
                return SERIALIZATION_FAILURE;
            case SQLITE_CONSTRAINT:
                return "23000";
            case SQLITE_READONLY:
                return "25006";
            case SQLITE_INTERRUPT:
                return "57014";
            case SQLITE_FULL:
                return "53100";
            case SQLITE_NOMEM:
                return "53200";
            case SQLITE_IOERR:
                return "58030";
            case SQLITE_CORRUPT:
            case SQLITE_NOTADB:
                return "XX001";
            case SQLITE_CANTOPEN:
                return "08001";
            case SQLITE_PERM:
            case SQLITE_AUTH:
                return "42501";
            case SQLITE_MISMATCH:
                return "22018";
            case SQLITE_TOOBIG:
            case SQLITE_RANGE:
                return "22003";
            case SQLITE_ERROR:
                return stateOfText(String.valueOf(e.getMessage()));
            default:
                return "HY000";
        }
    }

    // why: SQLite has one code for everything that is wrong with a statement; only its text tells what
    private static String stateOfText(String message) {
        if (message.contains("no such table")) {
            return "42S02";
        }
        if (message.contains("no such column") || message.contains("has no column named")) {
            return "42S22";
        }
        if (message.contains("no such savepoint")) {
            return "3B001";
        }
        if (message.contains("Connection is closed")) {
            return NO_CONNECTION;
        }
        if (message.contains("syntax error") || message.contains("no such function")) {
            return "42000";
        }
        return "HY000";
    }

    // why texts: these are sqlite-jdbc's own errors, which have no code
    private static @Nullable String stateOfPlainText(String message) {
        return switch (message) {
            case "database connection closed", "The database has been closed" -> NO_CONNECTION;
            case "statement is not executing", "stmt pointer is closed", "statement is closed" -> NO_STATEMENT;
            case "ResultSet closed", "SQLite JDBC: inconsistent internal state" -> NO_ROWS;
            case "database in auto-commit mode" -> INVALID_TRANSACTION_STATE;
            default -> null;
        };
    }

    /** Runs a call of sqlite-jdbc whose error gets a SQLState. */
    static void stated(Action action) throws SQLException {
        statedResult(() -> {
            action.run();
            return true;
        });
    }

    /** As {@link #stated}, with a result. */
    static <T> T statedResult(StatementRunner.Call<T> call) throws SQLException {
        try {
            return call.call();
        } catch (SQLException e) {
            throw withState(e);
        }
    }

    /** A call without a result. */
    @FunctionalInterface
    interface Action {
        void run() throws SQLException;
    }
}
