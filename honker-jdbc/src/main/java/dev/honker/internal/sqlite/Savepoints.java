package dev.honker.internal.sqlite;

import java.sql.SQLException;
import java.sql.Savepoint;

/**
 * Savepoints of one connection; for the thread that runs it. One that is set in autocommit mode begins a transaction, as in
 * sqlite-jdbc: it takes no lock before its first statement, the release of the outermost savepoint commits it, and until then the
 * connection says that it is in manual-commit mode. To the driver it is a transaction that was begun by an SQL text.
 *
 * <p>After that release sqlite-jdbc goes on saying so, although each statement commits by itself and {@code commit()} fails. A caller
 * that takes its word for it, such as Spring for the next transaction on a pooled connection, would have none. Here the connection is
 * in autocommit mode again.
 */
final class Savepoints {

    private static final SqlShape SET = SqlShape.of("SAVEPOINT set_by_jdbc");
    private static final SqlShape RELEASE = SqlShape.of("RELEASE set_by_jdbc");
    private static final SqlShape ROLLBACK_TO = SqlShape.of("ROLLBACK TO set_by_jdbc");
    private static final SqlShape COMMIT = SqlShape.of("COMMIT");
    private static final SqlShape ROLLBACK = SqlShape.of("ROLLBACK");

    private final HonkerSqliteConnection connection;
    private final StatementRunner runner;
    private final Transactions transactions;
    private boolean begun;
    private boolean manualAfterwards;
    private boolean released;

    Savepoints(HonkerSqliteConnection connection, StatementRunner runner, Transactions transactions) {
        this.connection = connection;
        this.runner = runner;
        this.transactions = transactions;
    }

    /** Whether the open transaction was begun by a savepoint, in autocommit mode. */
    boolean isTransaction() {
        return begun && transactions.isBegunByText();
    }

    /** Whether the release of a savepoint has committed all there is, so that a commit has nothing to complain of. */
    boolean isReleased() {
        return released && !isManual() && !isTransaction();
    }

    /** Runs sqlite-jdbc's setting of a savepoint. */
    Savepoint set(StatementRunner.Call<Savepoint> call) throws SQLException {
        if (isManual()) {
            connection.requireOpen();
            runner.requireSameFile();
            runner.prepareFile();
            transactions.require("SAVEPOINT", connection.getBusyTimeout());
            transactions.pin();
            return SqlErrors.statedResult(call);
        }
        boolean outermost = !isTransaction();
        Savepoint savepoint = runner.run(SET, () -> keepingMode(call));
        if (outermost) {
            begun = true;
            manualAfterwards = false;
        }
        return savepoint;
    }

    /** Runs sqlite-jdbc's release of a savepoint. */
    void release(SqlErrors.Action call) throws SQLException {
        run(RELEASE, call);
        released = !begun && !isManual();
    }

    /** Runs sqlite-jdbc's rollback to a savepoint. */
    void rollbackTo(SqlErrors.Action call) throws SQLException {
        run(ROLLBACK_TO, call);
    }

    private void run(SqlShape shape, SqlErrors.Action call) throws SQLException {
        if (isTransaction()) {
            end(shape, call);
        } else {
            SqlErrors.stated(call);
        }
    }

    /** Commits the transaction that a savepoint began; the connection is in manual-commit mode then, as in sqlite-jdbc. */
    void commit() throws SQLException {
        manualAfterwards = true;
        end(COMMIT, () -> connection.getDatabase().exec(COMMIT.sql(), false));
    }

    /** As {@link #commit}, but rolls back. */
    void rollback() throws SQLException {
        manualAfterwards = true;
        end(ROLLBACK, () -> connection.getDatabase().exec(ROLLBACK.sql(), false));
    }

    /** Says which mode the connection is in when the transaction has ended. */
    void setManualAfterwards(boolean manual) {
        manualAfterwards = manual;
    }

    private void end(SqlShape shape, SqlErrors.Action call) throws SQLException {
        try {
            runner.run(shape, () -> {
                call.run();
                return true;
            });
        } catch (SQLException e) {
            // why: SQLite may have rolled everything back before
            transactions.afterControlStatement();
            throw e;
        } finally {
            if (!transactions.isBegunByText()) {
                begun = false;
                connection.transactionEnds().incrementAndGet();
                connection.getConnectionConfig().setAutoCommit(!manualAfterwards);
            }
        }
    }

    private <T> T keepingMode(StatementRunner.Call<T> call) throws SQLException {
        try {
            return call.call();
        } finally {
            connection.getConnectionConfig().setAutoCommit(true);
        }
    }

    private boolean isManual() {
        return !connection.getConnectionConfig().isAutoCommit();
    }
}
