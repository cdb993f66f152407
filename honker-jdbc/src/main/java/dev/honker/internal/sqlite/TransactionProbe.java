package dev.honker.internal.sqlite;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** Asks SQLite whether a transaction is open. For the thread that runs the connection. */
final class TransactionProbe {

    private final ControlStatements control;
    private boolean dangling;

    TransactionProbe(ControlStatements control) {
        this.control = control;
    }

    /** Asks by trying to begin: no other question costs as little, and it takes no lock. */
    State ask() {
        // why: what another thread ran in between would end with the question's own transaction
        synchronized (control.monitor()) {
            return tryToBegin();
        }
    }

    private State tryToBegin() {
        try {
            control.run("BEGIN");
        } catch (SQLException e) {
            if (isWithinTransaction(e)) {
                return State.OPEN;
            }
            // why: after an interrupt nothing at all runs until the last open cursor is closed
            return SqlErrors.resultCode(e) == SQLiteErrorCode.SQLITE_INTERRUPT.code ? State.UNKNOWN : State.NONE;
        }
        try {
            control.run("COMMIT");
        } catch (SQLException e) {
            // why: interrupted just now; what the question has begun holds no lock, but must not be taken for a
            // transaction, if the interrupt has left it open
            dangling = true;
        }
        return State.NONE;
    }

    /** Ends what an earlier question has left open. */
    void clear() throws SQLException {
        if (dangling) {
            try {
                control.run("ROLLBACK");
            } catch (SQLException e) {
                if (!isWithoutTransaction(e)) {
                    throw e;
                }
            }
            dangling = false;
        }
    }

    private static boolean isWithoutTransaction(SQLException rollbackFailure) {
        return String.valueOf(rollbackFailure.getMessage()).contains("no transaction is active");
    }

    /** Whether a BEGIN failed because a transaction was open already. */
    static boolean isWithinTransaction(SQLException beginFailure) {
        return String.valueOf(beginFailure.getMessage()).contains("within a transaction");
    }

    /** What SQLite says. */
    enum State {
        OPEN,
        NONE,
        /** It can't answer at present. */
        UNKNOWN
    }
}
