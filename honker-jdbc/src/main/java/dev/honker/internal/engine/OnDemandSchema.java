package dev.honker.internal.engine;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session that makes honker's tables when a statement that writes finds them missing, and runs the statement, or the whole
 * unit it is part of, once more. So they appear at the first write, and again after a rollback took them away. A query never
 * makes them: what is missing reads as empty ({@link AbsentParts}). Used by one thread at a time.
 */
public final class OnDemandSchema implements Session {

    private final Session session;
    private int units;

    /** Wraps a session that knows nothing of the schema. */
    public OnDemandSchema(Session session) {
        this.session = session;
    }

    @Override
    public long update(String sql, @Nullable Object... parameters) throws SQLException {
        try {
            return session.update(sql, parameters);
        } catch (SQLException e) {
            if (AbsentParts.changesNothing(sql, e)) {
                return 0;
            }
            makeWhatIsMissing(e);
            return session.update(sql, parameters);
        }
    }

    @Override
    public <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters) throws SQLException {
        try {
            return session.query(sql, mapper, parameters);
        } catch (SQLException e) {
            if (AbsentParts.changesNothing(sql, e)) {
                return List.of();
            }
            return session.query(afterFailure(e, sql), mapper, parameters);
        }
    }

    @Override
    public @Nullable Long queryLong(String sql, @Nullable Object... parameters) throws SQLException {
        try {
            return session.queryLong(sql, parameters);
        } catch (SQLException e) {
            if (AbsentParts.changesNothing(sql, e)) {
                return null;
            }
            return session.queryLong(afterFailure(e, sql), parameters);
        }
    }

    /** The text to run in place of one that failed: of a query what this file can answer, else the same with the tables made. */
    private String afterFailure(SQLException e, String sql) throws SQLException {
        if (Schema.isMissing(e) && AbsentParts.isRead(sql)) {
            return AbsentParts.readable(session, sql);
        }
        makeWhatIsMissing(e);
        return sql;
    }

    @Override
    public <T> T atomically(String what, Work<T> work) throws SQLException {
        try {
            return unit(what, work);
        } catch (SQLException e) {
            makeWhatIsMissing(e);
            return unit(what, work);
        }
    }

    private <T> T unit(String what, Work<T> work) throws SQLException {
        units++;
        try {
            return session.atomically(what, work);
        } finally {
            units--;
        }
    }

    private void makeWhatIsMissing(SQLException e) throws SQLException {
        // why: inside a unit the look for what exists would be its first statement, a read, and the write after it
        // could
        // find its snapshot outdated; the outermost unit is undone and runs again instead
        if (units > 0 || !Schema.isMissing(e)) {
            throw e;
        }
        try {
            Schema.ensure(session);
        } catch (SQLException failure) {
            failure.addSuppressed(e);
            throw failure;
        }
    }
}
