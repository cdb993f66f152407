package dev.honker.internal.sqlite;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
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
    private final WriterLock writers;
    private final TransactionMode mode;
    private final InnerStatements control;

    private volatile boolean begun;
    private boolean readOnly;
    private final AtomicBoolean holdsTurn = new AtomicBoolean();
    /** Whether SQLite's busy timeout is, for one statement, what the wait for the turn has left of it. */
    private boolean shortened;

    private int withoutBegin;
    private @Nullable SQLException lost;
    private @Nullable SQLException doubt;

    Transactions(HonkerSqliteConnection connection, WriterLock writers, TransactionMode mode) {
        this.connection = connection;
        this.writers = writers;
        this.mode = mode;
        this.control = new InnerStatements(connection);
    }

    /** Whether a transaction of this connection's manual-commit mode is open. */
    boolean isOpen() {
        return begun;
    }

    /** Whether the open transaction, or else the next one, is a read-only one. */
    boolean isReadOnly() {
        return readOnly;
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
            if (!begun && withoutBegin == 0 && shape.needsTransaction()) {
                begin(shape.sql(), timeoutMillis);
            }
            return false;
        }
        if (!shape.mayWrite() || holdsTurn.get() || readOnly) {
            return false;
        }
        int waited = writers.acquire(connection, shape.sql(), timeoutMillis);
        holdsTurn.set(true);
        if (waited > 0) {
            shorten(timeoutMillis - waited);
        }
        return true;
    }

    private void shorten(int remainingMillis) throws SQLException {
        shortened = true;
        try {
            connection.getDatabase().busy_timeout(Math.max(0, remainingMillis));
        } catch (SQLException | RuntimeException | Error e) {
            leave();
            throw e;
        }
    }

    /** Gives back the turn that {@link #enter} took for one statement. */
    void leaveStatement() throws SQLException {
        try {
            if (shortened) {
                shortened = false;
                connection.getDatabase().busy_timeout(connection.getBusyTimeout());
            }
        } finally {
            leave();
        }
    }

    private void leave() {
        // why: a connection may be closed by another thread while a statement runs; each turn is given back once
        if (holdsTurn.compareAndSet(true, false)) {
            writers.release();
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
            int waited = writers.acquire(connection, sql, timeoutMillis);
            holdsTurn.set(true);
            try {
                startWithin(
                        begin == TransactionMode.EXCLUSIVE ? "BEGIN EXCLUSIVE" : "BEGIN IMMEDIATE",
                        timeoutMillis,
                        Math.max(0, timeoutMillis - waited));
            } catch (SQLException | RuntimeException | Error e) {
                leave();
                throw e;
            }
        }
        begun = true;
    }

    private void startWithin(String begin, int timeoutMillis, int remainingMillis) throws SQLException {
        if (remainingMillis == timeoutMillis && timeoutMillis == connection.getBusyTimeout()) {
            start(begin);
            return;
        }
        connection.getDatabase().busy_timeout(remainingMillis);
        try {
            start(begin);
        } finally {
            connection.getDatabase().busy_timeout(connection.getBusyTimeout());
        }
    }

    private void start(String begin) throws SQLException {
        try {
            control.run(begin);
        } catch (SQLException e) {
            // why: the application has begun one by an SQL text of its own; it is as good as ours
            if (!String.valueOf(e.getMessage()).contains("within a transaction")) {
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
            if (ask() != State.NONE) {
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
            State state = ask();
            if (state == State.NONE) {
                ended();
                lost = failure;
            } else if (state == State.UNKNOWN) {
                doubt = failure;
            }
        }
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
        } else if (!connection.getConnectionConfig().isAutoCommit()) {
            begun = ask() == State.OPEN;
        }
    }

    /** The connection is closed: SQLite has rolled back what was open. */
    void closed() {
        ended();
    }

    private void ended() {
        begun = false;
        doubt = null;
        leave();
    }

    private void endedUnlessOpen() {
        if (ask() == State.NONE) {
            ended();
        }
    }

    /** Asks SQLite, by trying to begin: there is no other question that costs as little. */
    private State ask() {
        try {
            control.run("BEGIN");
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).contains("within a transaction")) {
                return State.OPEN;
            }
            // why: after an interrupt nothing at all runs until the last open cursor is closed
            return SqlErrors.resultCode(e) == SQLiteErrorCode.SQLITE_INTERRUPT.code ? State.UNKNOWN : State.NONE;
        }
        try {
            control.run("COMMIT");
        } catch (SQLException e) {
            // why: interrupted; what has just begun holds no lock, and rollback() ends it
            return State.NONE;
        }
        return State.NONE;
    }

    private enum State {
        OPEN,
        NONE,
        UNKNOWN
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
