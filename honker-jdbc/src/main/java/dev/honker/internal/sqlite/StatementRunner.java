package dev.honker.internal.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.core.CoreStatement;

/**
 * How one connection runs a statement: inside the transaction that it needs, with its error explained and its commit told to the
 * watcher.
 *
 * <p>Threads may share the connection, as SQLite allows. What a statement leaves on the connection, such as its count, its key and what a
 * function threw, is read before another thread's statement can change it: both happen within one hold of the monitor that sqlite-jdbc
 * takes for each call of SQLite. All waiting for locks of ours is done before that, because a wait inside a monitor pins the carrier of a
 * virtual thread.
 */
final class StatementRunner {

    private final HonkerSqliteConnection connection;
    private final ConnectionSettings settings;
    private final HonkerAttachment honker;
    private final Transactions transactions;
    private final ReentrantLock preparing = new ReentrantLock();
    private volatile boolean ready;

    /** The statements in autocommit mode that have written something which commits only when their cursors are closed. */
    private final Set<CoreStatement> owingCommit = ConcurrentHashMap.newKeySet();

    StatementRunner(
            HonkerSqliteConnection connection,
            ConnectionSettings settings,
            HonkerAttachment honker,
            Transactions transactions) {
        this.connection = connection;
        this.settings = settings;
        this.honker = honker;
        this.transactions = transactions;
    }

    /** Runs SQL of our own, of which no rows stay open, as {@link #run(CoreStatement, SqlShape, WaitLimit, Call)} does. */
    <T> T run(SqlShape shape, Call<T> call) throws SQLException {
        T result = runInTurn(shape, WaitLimit.ofSeconds(0), call);
        if (isCommit(shape)) {
            honker.hint().runActions();
        }
        return result;
    }

    /**
     * Runs a statement, and after its commit, if that was one, what wants to run in the thread that has committed.
     *
     * @param limit what the statement's query timeout leaves
     */
    <T> T run(CoreStatement statement, SqlShape shape, WaitLimit limit, Call<T> call) throws SQLException {
        T result = runInTurn(shape, limit, call);
        if (isCommit(shape)) {
            if (result instanceof ResultSet || Boolean.TRUE.equals(result)) {
                owingCommit.add(statement);
            } else {
                owingCommit.remove(statement);
                honker.hint().runActions();
            }
        }
        return result;
    }

    private boolean isCommit(SqlShape shape) {
        return (shape.mayControlTransaction() || shape.mayWrite())
                && connection.getConnectionConfig().isAutoCommit()
                && !transactions.isBegunByText();
    }

    private <T> T runInTurn(SqlShape shape, WaitLimit limit, Call<T> call) throws SQLException {
        connection.requireOpen();
        shape.requireSharedLocking();
        if (shape.needsTransaction() || shape.mayControlTransaction()) {
            requireSameFile();
        }
        prepareFile();
        if (shape.isBackup()) {
            transactions.yieldForBackup();
        }
        boolean entered = false;
        boolean succeeded = false;
        boolean cursorStays = false;
        try {
            entered = transactions.enter(shape, limit.leftMillis(connection.getBusyTimeout()));
            transactions.reads().ran(shape.sql());
            // why again: it may have been aborted while it waited
            connection.requireOpen();
            if (limit.isSet()) {
                // why: SQLite's own wait has what that for the lock of this JVM has left
                connection.sqliteTimeout().change(limit.leftMillis(0), connection.getBusyTimeout());
            }
            T result = undivided(call);
            succeeded = true;
            afterSuccess(shape);
            // why: SQLite keeps its write lock until the rows of INSERT ... RETURNING are read or closed
            cursorStays = shape.isChange() && result instanceof ResultSet;
            return result;
        } catch (SQLException e) {
            throw explain(shape.sql(), e);
        } finally {
            try {
                if (entered && !cursorStays) {
                    transactions.leaveStatement(succeeded);
                }
            } finally {
                transactions.leave();
            }
        }
    }

    /**
     * Requires, unless a transaction is open, that the connection's file is still the one at its path: what is committed to another one
     * is lost.
     */
    void requireSameFile() throws SQLException {
        if (!transactions.isBegun() && !transactions.isBegunByText()) {
            transactions.reads().begin(honker.requireSameFile());
        }
    }

    /** Runs calls of SQLite whose results belong together, without those of another thread in between. */
    private <T> T undivided(Call<T> call) throws SQLException {
        synchronized (connection.monitor()) {
            honker.failure().clear();
            connection.databaseObject().setDriverAtWork(true);
            try {
                return call.call();
            } catch (SQLException e) {
                throw functionFailure(e);
            } finally {
                connection.databaseObject().setDriverAtWork(false);
            }
        }
    }

    /**
     * Returns what a function threw in a statement that failed, or the statement's own error; for use within the hold of SQLite's
     * monitor in which it failed.
     *
     * @throws Error if a function threw one
     */
    SQLException functionFailure(SQLException failure) {
        try {
            return honker.failure().explain(failure);
        } catch (Error e) {
            transactions.afterFailure(failure);
            throw e;
        }
    }

    /** Brings the file and the connection to the settings before the first statement; blocks up to 5 s. */
    void prepareFile() throws SQLException {
        if (!ready) {
            preparing.lock();
            try {
                if (!ready) {
                    ConnectionDefaults.apply(connection, settings);
                    honker.hint().walGrowth().checkpointsAfter(settings.walAutocheckpoint());
                    ready = true;
                }
            } catch (SQLException e) {
                throw transactions.explain("PRAGMA journal_mode", SqlErrors.withState(e));
            } finally {
                preparing.unlock();
            }
        }
    }

    /** The error that the caller is to see in place of sqlite-jdbc's or a function's: with a SQLState, and the holder of a lock. */
    SQLException explain(String sql, SQLException failure) {
        SQLException explained = transactions.explain(sql, SqlErrors.withState(failure));
        transactions.afterFailure(explained);
        return explained;
    }

    private void afterSuccess(SqlShape shape) {
        if (shape.onlyReads()) {
            return;
        }
        if (shape.mayAttach()) {
            transactions.attached().changed();
        }
        if (shape.mayControlTransaction()) {
            transactions.afterControlStatement();
            honker.hint().committed();
        } else if (shape.mayWrite() && connection.getConnectionConfig().isAutoCommit()) {
            honker.hint().committed();
        }
    }

    /** A cursor that writes as it is read, such as INSERT ... RETURNING, commits with its last row or when it is closed. */
    void cursorDone(CoreStatement statement) throws SQLException {
        if (connection.getConnectionConfig().isAutoCommit()) {
            transactions.leaveStatement(true);
            honker.hint().committed();
            statementClosed(statement);
        }
    }

    /** A statement is closed, with its cursor if it had one. */
    void statementClosed(CoreStatement statement) {
        // why: inside a transaction that was begun meanwhile nothing has committed; its own commit runs what is to run
        if (owingCommit.remove(statement)
                && connection.getConnectionConfig().isAutoCommit()
                && !transactions.isBegunByText()) {
            honker.hint().runActions();
        }
    }

    /** What a statement does once its transaction is there. */
    @FunctionalInterface
    interface Call<T> {
        T call() throws SQLException;
    }
}
