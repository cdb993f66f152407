package dev.honker.internal.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.sqlite.core.CoreStatement;

/**
 * How one connection runs a statement: inside the transaction that it needs, with its error explained and its commit told to the
 * watcher. For the thread that runs the connection.
 */
final class StatementRunner {

    private final HonkerSqliteConnection connection;
    private final ConnectionSettings settings;
    private final HonkerAttachment honker;
    private final Transactions transactions;
    private boolean ready;

    /** The statements in autocommit mode that have written something which commits only when their cursors are closed. */
    private final Set<CoreStatement> owingCommit = Collections.newSetFromMap(new IdentityHashMap<>());

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

    /** Runs SQL of our own, of which no rows stay open, as {@link #run(CoreStatement, SqlShape, int, Call)} does. */
    <T> T run(SqlShape shape, Call<T> call) throws SQLException {
        T result = runInTurn(shape, 0, call);
        if (isCommit(shape)) {
            honker.hint().runActions();
        }
        return result;
    }

    /**
     * Runs a statement, and after its commit, if that was one, what wants to run in the thread that has committed.
     *
     * @param timeoutSeconds the statement's own query timeout; 0 means the connection's busy timeout
     */
    <T> T run(CoreStatement statement, SqlShape shape, int timeoutSeconds, Call<T> call) throws SQLException {
        T result = runInTurn(shape, timeoutSeconds, call);
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

    private <T> T runInTurn(SqlShape shape, int timeoutSeconds, Call<T> call) throws SQLException {
        connection.requireOpen();
        if (shape.needsTransaction() || shape.mayControlTransaction()) {
            requireSameFile();
        }
        prepareFile();
        honker.failure().clear();
        boolean entered = false;
        boolean succeeded = false;
        boolean cursorStays = false;
        try {
            entered =
                    transactions.enter(shape, timeoutSeconds > 0 ? 1000 * timeoutSeconds : connection.getBusyTimeout());
            // why again: it may have been aborted while it waited
            connection.requireOpen();
            T result = call.call();
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
            honker.requireSameFile();
        }
    }

    /** Brings the file and the connection to the settings before the first statement; blocks up to 5 s. */
    void prepareFile() throws SQLException {
        if (!ready) {
            try {
                ConnectionDefaults.apply(connection, settings);
            } catch (SQLException e) {
                throw SqlErrors.withState(e);
            }
            ready = true;
        }
    }

    /** The error that the caller is to see in place of sqlite-jdbc's: the function's own, and always with a SQLState. */
    SQLException explain(String sql, SQLException failure) {
        SQLException explained = failure;
        try {
            explained = transactions.explain(
                    sql, SqlErrors.withState(honker.failure().explain(failure)));
            return explained;
        } finally {
            // why finally: a function may have thrown an Error, which goes to the caller as it is
            transactions.afterFailure(explained);
        }
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
