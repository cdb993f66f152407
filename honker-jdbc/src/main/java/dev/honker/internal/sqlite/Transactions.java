package dev.honker.internal.sqlite;

import dev.honker.internal.sqlite.TransactionProbe.State;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteErrorCode;

/**
 * When one connection's transactions begin and end; for the thread that runs the connection. In manual-commit mode there is no
 * transaction until a statement wants one. Stock sqlite-jdbc begins at once and again after each commit, which keeps locks on
 * idle pooled connections and can lose the outcome of a commit.
 */
final class Transactions {

    private final HonkerSqliteConnection connection;
    private final TransactionMode mode;
    private final Turn turn;
    private final ControlStatements control;
    private final TransactionProbe probe;

    private volatile boolean begun;
    private boolean begunByText;
    private boolean readOnly;
    private int withoutBegin;
    private @Nullable SQLException lost;
    private @Nullable SQLException doubt;

    Transactions(HonkerSqliteConnection connection, WriterLock writers, TransactionMode mode) {
        this.connection = connection;
        this.mode = mode;
        this.turn = new Turn(connection, writers);
        this.control = new ControlStatements(connection);
        this.probe = new TransactionProbe(control);
    }

    /** Whether the open transaction, or else the next one, is a read-only one. */
    boolean isReadOnly() {
        return readOnly;
    }

    /** Whether a manual-commit connection has a transaction open. */
    boolean isBegun() {
        return begun;
    }

    /** Whether an autocommit connection is inside a transaction that the application began by an SQL text. */
    boolean isBegunByText() {
        return begunByText;
    }

    /** Makes the transactions to come read-only ones, or read-write again. */
    void setReadOnly(boolean value) throws SQLException {
        if (value == readOnly) {
            return;
        }
        if (begun) {
            throw SqlErrors.of(
                    SQLiteErrorCode.SQLITE_MISUSE,
                    "25001",
                    "setReadOnly(" + value + ") on " + connection.describe()
                            + " in the middle of a transaction: commit or roll back first");
        }
        control.run(value ? "PRAGMA query_only = 1" : "PRAGMA query_only = 0");
        readOnly = value;
    }

    /**
     * Prepares for a statement: begins the transaction that it needs, or takes this JVM's turn to write for its duration.
     *
     * @return whether {@link #leaveStatement} is to give the turn back after the statement
     */
    boolean enter(SqlShape shape, int timeoutMillis) throws SQLException {
        if (!connection.getConnectionConfig().isAutoCommit()) {
            requireNotLost(shape.sql());
            turn.use();
            if (!begun && withoutBegin == 0 && shape.needsTransaction()) {
                begin(shape.sql(), timeoutMillis);
            }
            return false;
        }
        if (!shape.mayWrite() || turn.isHeld() || readOnly || begunByText) {
            return false;
        }
        turn.takeOrTry(shape.sql(), timeoutMillis);
        return true;
    }

    /** Gives back the turn that {@link #enter} took for one statement. */
    void leaveStatement() throws SQLException {
        try {
            turn.restoreTimeout();
        } finally {
            turn.giveBack();
        }
    }

    /** Whether SQLite answers a query, asked without beginning a transaction. */
    boolean answers() throws SQLException {
        control.run("SELECT 1");
        return true;
    }

    /** Lets metadata queries run without beginning a transaction; pairs with {@link #resumeBegin}. */
    void suspendBegin() {
        withoutBegin++;
    }

    void resumeBegin() {
        withoutBegin--;
    }

    /** Begins the manual-commit transaction now if none is open. */
    void require(String sql, int timeoutMillis) throws SQLException {
        requireNotLost(sql);
        if (!begun) {
            begin(sql, timeoutMillis);
        }
    }

    // why synchronized: some applications share a connection between threads, which SQLite's own monitor allows
    private synchronized void begin(String sql, int timeoutMillis) throws SQLException {
        if (begun) {
            return;
        }
        TransactionMode begin = readOnly ? TransactionMode.DEFERRED : mode;
        if (begin == TransactionMode.DEFERRED) {
            start("BEGIN");
        } else {
            turn.take(sql, timeoutMillis);
            try {
                startWithTurn(begin == TransactionMode.EXCLUSIVE ? "BEGIN EXCLUSIVE" : "BEGIN IMMEDIATE");
            } catch (SQLException | RuntimeException | Error e) {
                turn.giveBack();
                throw e;
            }
        }
        begun = true;
    }

    private void startWithTurn(String begin) throws SQLException {
        try {
            start(begin);
        } finally {
            turn.restoreTimeout();
        }
    }

    private void start(String begin) throws SQLException {
        probe.clear();
        try {
            control.run(begin);
        } catch (SQLException e) {
            // why: the application has begun one by an SQL text of its own; it is as good as ours
            if (!TransactionProbe.isWithinTransaction(e)) {
                throw SqlErrors.withState(e);
            }
        }
    }

    /** Commits the open transaction; without one there is nothing to do. On an error it stays open if SQLite kept it. */
    boolean commit() throws SQLException {
        requireNotLost("COMMIT");
        if (!begun) {
            return false;
        }
        try {
            control.run("COMMIT");
        } catch (SQLException e) {
            endedUnlessOpen();
            throw SqlErrors.withState(e);
        } catch (RuntimeException | Error e) {
            // why: an application's own commit listener has thrown; that does not stop the commit
            endedUnlessOpen();
            throw e;
        }
        ended();
        return !readOnly;
    }

    /** Rolls back the open transaction, if there is one. */
    void rollback() throws SQLException {
        if (!begun && lost == null) {
            return;
        }
        try {
            control.run("ROLLBACK");
        } catch (SQLException e) {
            if (probe.ask() != State.NONE) {
                throw SqlErrors.withState(e);
            }
        }
        lost = null;
        doubt = null;
        ended();
    }

    /**
     * Looks, after a statement that failed, whether SQLite has rolled the whole transaction back, as it does when the disk is
     * full or a constraint says ROLLBACK. What is run then would commit the second half of a transaction alone.
     */
    void afterFailure(SQLException failure) {
        if (begun) {
            State state = probe.ask();
            if (state == State.NONE) {
                ended();
                lost = failure;
            } else if (state == State.UNKNOWN) {
                doubt = failure;
            }
        }
    }

    /** The error that names who holds the turn, where a statement failed because it went without it. */
    SQLException nameHolder(SQLException failure) {
        return turn.nameHolder(failure);
    }

    /** Ends a wait for the turn. Any thread may call it. */
    void cancelWait() {
        turn.cancel();
    }

    private void requireNotLost(String sql) throws SQLException {
        if (doubt != null) {
            SQLException failure = doubt;
            doubt = null;
            afterFailure(failure);
        }
        if (lost != null) {
            throw refuseAfterLoss(sql);
        }
    }

    /** Looks, after a statement such as COMMIT in the application's own SQL, whether the transaction has begun or ended. */
    void afterControlStatement() {
        if (begun) {
            endedUnlessOpen();
        } else if (connection.getConnectionConfig().isAutoCommit()) {
            // why: its statements have SQLite's lock already; to wait for the turn as well would be to wait for each
            // other
            begunByText = probe.ask() == State.OPEN;
        } else {
            begun = probe.ask() == State.OPEN;
        }
    }

    /** The connection is closed: SQLite has rolled back what was open. */
    void closed() {
        ended();
    }

    private void ended() {
        begun = false;
        begunByText = false;
        doubt = null;
        turn.giveBack();
    }

    private void endedUnlessOpen() {
        if (probe.ask() == State.NONE) {
            ended();
        }
    }

    private SQLException refuseAfterLoss(String sql) {
        SQLException refused = SqlErrors.of(
                SQLiteErrorCode.SQLITE_ABORT_ROLLBACK,
                SqlErrors.IN_FAILED_TRANSACTION,
                "«" + sql + "» refused: SQLite has rolled back this transaction after an earlier error ("
                        + String.valueOf(lost == null ? null : lost.getMessage())
                        + "); nothing of it is kept. Call rollback() and run it again");
        if (lost != null) {
            refused.initCause(lost);
        }
        return refused;
    }
}
