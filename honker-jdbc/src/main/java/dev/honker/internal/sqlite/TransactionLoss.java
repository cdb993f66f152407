package dev.honker.internal.sqlite;

import dev.honker.internal.sqlite.TransactionProbe.State;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/**
 * Whether SQLite has rolled back the open transaction by itself, as it does when the disk is full or a constraint says ROLLBACK. What ran
 * after that would commit the second half of a transaction alone, so everything but rollback() is refused. For the thread that runs the
 * connection, or one that has it paused.
 */
final class TransactionLoss {

    private final TransactionProbe probe;
    private @Nullable SQLException lost;

    /** A failure after which SQLite could not be asked yet. */
    private @Nullable SQLException doubt;

    TransactionLoss(TransactionProbe probe) {
        this.probe = probe;
    }

    /** Asks SQLite, after a statement of the open transaction failed, whether it is lost. */
    boolean isLost(SQLException failure) {
        State state = probe.ask();
        if (state == State.NONE) {
            lost = failure;
        } else if (state == State.UNKNOWN) {
            doubt = failure;
        }
        return state == State.NONE;
    }

    /** Asks again where SQLite could not be asked after a failure. */
    boolean isLostByNow() {
        SQLException failure = doubt;
        doubt = null;
        return failure != null && isLost(failure);
    }

    /** Whether a transaction was lost and not yet rolled back by the application. */
    boolean isKnown() {
        return lost != null;
    }

    /** The application has rolled back. */
    void forget() {
        lost = null;
        doubt = null;
    }

    /** Refuses a statement of a lost transaction. */
    void check(String sql) throws SQLException {
        SQLException cause = lost;
        if (cause != null) {
            SQLException refused = SqlErrors.of(
                    SQLiteErrorCode.SQLITE_ABORT_ROLLBACK,
                    SqlErrors.IN_FAILED_TRANSACTION,
                    "«" + SqlText.masked(sql)
                            + "» refused: SQLite has rolled back this transaction after an earlier error ("
                            + cause.getMessage() + "); nothing of it is kept. Call rollback() and run it again");
            refused.initCause(cause);
            throw refused;
        }
    }
}
