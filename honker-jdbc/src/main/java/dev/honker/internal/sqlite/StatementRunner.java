package dev.honker.internal.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;

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

    /**
     * Runs a statement.
     *
     * @param timeoutSeconds the statement's own query timeout; 0 means the connection's busy timeout
     */
    <T> T run(SqlShape shape, int timeoutSeconds, Call<T> call) throws SQLException {
        connection.requireOpen();
        prepareFile();
        honker.failure().clear();
        boolean entered =
                transactions.enter(shape, timeoutSeconds > 0 ? 1000 * timeoutSeconds : connection.getBusyTimeout());
        boolean cursorStays = false;
        try {
            // why again: it may have been aborted while it waited
            connection.requireOpen();
            T result = call.call();
            afterSuccess(shape);
            // why: SQLite keeps its write lock until the rows of INSERT ... RETURNING are read or closed
            cursorStays = shape.isChange() && result instanceof ResultSet;
            return result;
        } catch (SQLException e) {
            throw explain(e);
        } finally {
            if (entered && !cursorStays) {
                transactions.leaveStatement();
            }
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
    SQLException explain(SQLException failure) {
        SQLException explained = failure;
        try {
            explained =
                    transactions.nameHolder(SqlErrors.withState(honker.failure().explain(failure)));
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
        if (shape.mayControlTransaction()) {
            transactions.afterControlStatement();
            honker.hint().committed();
        } else if (shape.mayWrite() && connection.getConnectionConfig().isAutoCommit()) {
            honker.hint().committed();
        }
    }

    /** A cursor that writes as it is read, such as INSERT ... RETURNING, commits with its last row or when it is closed. */
    void cursorDone() throws SQLException {
        if (connection.getConnectionConfig().isAutoCommit()) {
            transactions.leaveStatement();
            honker.hint().committed();
        }
    }

    /** What a statement does once its transaction is there. */
    @FunctionalInterface
    interface Call<T> {
        T call() throws SQLException;
    }
}
