package dev.honker.internal.engine;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A session that makes honker's tables when a statement finds them missing, and runs the statement, or the whole unit it is
 * part of, once more. So they appear at first use, and again after a rollback took them away. Used by one thread at a time.
 */
public final class OnDemandSchema implements Session {

    private static final int SQLITE_READONLY = 8;

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
            makeWhatIsMissing(e, sql);
            return session.update(sql, parameters);
        }
    }

    @Override
    public <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters) throws SQLException {
        try {
            return session.query(sql, mapper, parameters);
        } catch (SQLException e) {
            makeWhatIsMissing(e, sql);
            return session.query(sql, mapper, parameters);
        }
    }

    @Override
    public @Nullable Long queryLong(String sql, @Nullable Object... parameters) throws SQLException {
        try {
            return session.queryLong(sql, parameters);
        } catch (SQLException e) {
            makeWhatIsMissing(e, sql);
            return session.queryLong(sql, parameters);
        }
    }

    @Override
    public <T> T atomically(String what, Work<T> work) throws SQLException {
        try {
            return unit(what, work);
        } catch (SQLException e) {
            makeWhatIsMissing(e, what);
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

    private void makeWhatIsMissing(SQLException e, String forWhat) throws SQLException {
        // why: inside a unit the look for what exists would be its first statement, a read, and the write after it
        // could
        // find its snapshot outdated; the outermost unit is undone and runs again instead
        if (units > 0 || !Schema.isMissing(e)) {
            throw e;
        }
        try {
            Schema.ensure(session);
        } catch (SQLException failure) {
            // why: who only reads is to hear that there is nothing, who writes that he may not
            if ((failure.getErrorCode() & 0xff) == SQLITE_READONLY && forWhat.startsWith("SELECT")) {
                e.addSuppressed(failure);
                throw e;
            }
            failure.addSuppressed(e);
            throw failure;
        }
    }
}
