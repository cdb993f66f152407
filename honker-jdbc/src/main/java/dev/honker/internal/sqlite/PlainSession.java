package dev.honker.internal.sqlite;

import dev.honker.internal.engine.Session;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * The engine's session on a connection of plain sqlite-jdbc, for callers from outside SQLite. For the thread that runs the
 * connection.
 */
final class PlainSession implements Session {

    private final SQLiteConnection connection;
    private final HonkerAttachment honker;
    private final Session session;

    PlainSession(SQLiteConnection connection, HonkerAttachment honker) {
        this.connection = connection;
        this.honker = honker;
        this.session = honker.session();
    }

    @Override
    public long update(String sql, @Nullable Object... parameters) throws SQLException {
        return stated(() -> session.update(sql, parameters));
    }

    @Override
    public <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters) throws SQLException {
        return stated(() -> session.query(sql, mapper, parameters));
    }

    @Override
    public @Nullable Long queryLong(String sql, @Nullable Object... parameters) throws SQLException {
        return stated(() -> session.queryLong(sql, parameters));
    }

    @Override
    public <T> T atomically(String what, Work<T> work) throws SQLException {
        return stated(
                () -> connection.getAutoCommit() && begin() ? asTransaction(work) : session.atomically(what, work));
    }

    /** Begins with the write lock, so that no unit that reads first is refused when it comes to write; false if one is open. */
    private boolean begin() throws SQLException {
        try {
            session.update("BEGIN IMMEDIATE");
            return true;
        } catch (SQLException e) {
            if (TransactionProbe.isWithinTransaction(e)) {
                return false;
            }
            throw e;
        }
    }

    private <T> T asTransaction(Work<T> work) throws SQLException {
        try {
            T result = work.run();
            session.update("COMMIT");
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            try {
                session.update("ROLLBACK");
            } catch (SQLException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    private <T extends @Nullable Object> T stated(Work<T> work) throws SQLException {
        honker.requireSameFile();
        try {
            return work.run();
        } catch (SQLException e) {
            throw SqlErrors.withState(e);
        }
    }
}
