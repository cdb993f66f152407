package dev.honker.internal.sqlite;

import dev.honker.internal.engine.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The engine's session on a connection of ours, for callers from outside SQLite: each operation is run as the connection runs
 * its statements, with the transaction, the turn to write, the explained errors and the hint after a commit. For the thread
 * that runs the connection.
 */
final class ConnectionSession implements Session {

    /** The engine's texts are constants, so this stays small. */
    private static final Map<String, SqlShape> SHAPES = new ConcurrentHashMap<>();

    private final HonkerSqliteConnection connection;
    private final Session session;
    private final StatementRunner runner;
    private final Transactions transactions;

    ConnectionSession(
            HonkerSqliteConnection connection, Session session, StatementRunner runner, Transactions transactions) {
        this.connection = connection;
        this.session = session;
        this.runner = runner;
        this.transactions = transactions;
    }

    @Override
    public long update(String sql, @Nullable Object... parameters) throws SQLException {
        return runner.run(shape(sql), () -> session.update(sql, parameters));
    }

    @Override
    public <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters) throws SQLException {
        return runner.run(shape(sql), () -> session.query(sql, mapper, parameters));
    }

    @Override
    public @Nullable Long queryLong(String sql, @Nullable Object... parameters) throws SQLException {
        return runner.run(shape(sql), () -> session.queryLong(sql, parameters));
    }

    @Override
    public <T> T atomically(String what, Work<T> work) throws SQLException {
        connection.requireOpen();
        runner.requireSameFile();
        runner.prepareFile();
        // why not getAutoCommit(): that is false too in a transaction that a savepoint began
        boolean autoCommit = connection.getConnectionConfig().isAutoCommit();
        if (autoCommit && !transactions.isBegunByText()) {
            return asTransaction(what, work);
        }
        try {
            if (!autoCommit) {
                transactions.requireWrite(what, connection.getBusyTimeout());
            }
            return session.atomically(what, work);
        } catch (SQLException e) {
            throw runner.explain(what, e);
        }
    }

    /** A unit that is a transaction of its own begins IMMEDIATE like any other, so that no snapshot of it can be outdated. */
    private <T> T asTransaction(String what, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        T result;
        try {
            transactions.requireWrite(what, connection.getBusyTimeout());
            result = work.run();
            connection.commit();
        } catch (SQLException | RuntimeException | Error e) {
            undo(e);
            throw e;
        }
        connection.setAutoCommit(true);
        return result;
    }

    private void undo(Throwable failure) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private static SqlShape shape(String sql) {
        SqlShape shape = SHAPES.get(sql);
        if (shape == null) {
            shape = SqlShape.of(sql);
            SHAPES.put(sql, shape);
        }
        return shape;
    }
}
