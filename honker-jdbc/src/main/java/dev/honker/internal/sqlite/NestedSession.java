package dev.honker.internal.sqlite;

import dev.honker.internal.engine.AtomicityRefusedException;
import dev.honker.internal.engine.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * The engine's statements on one connection, prepared once and run below JDBC, so that they work inside a running statement. Each runs
 * within one hold of SQLite's monitor, as threads may share the connection; {@link #atomically units} are for one thread at a time.
 */
final class NestedSession implements Session {

    private static final int SQLITE_NULL = 5;
    private static final int SQLITE_BUSY_SNAPSHOT = 517;
    private static final int SNAPSHOT_ATTEMPTS = 20;

    private final SQLiteConnection connection;
    private final Map<String, InnerStatement> prepared = new HashMap<>();

    NestedSession(SQLiteConnection connection) {
        this.connection = connection;
    }

    @Override
    public long update(String sql, @Nullable Object... parameters) throws SQLException {
        synchronized (connection.getDatabase()) {
            return runUpdate(sql, parameters);
        }
    }

    private long runUpdate(String sql, @Nullable Object[] parameters) throws SQLException {
        InnerStatement statement = statement(sql);
        try {
            boolean row = statement.start(parameters);
            while (row) {
                row = statement.next();
            }
            return connection.getDatabase().changes();
        } catch (SQLException e) {
            throw forget(sql, statement, e);
        } finally {
            end(sql, statement);
        }
    }

    @Override
    public @Nullable Long queryLong(String sql, @Nullable Object... parameters) throws SQLException {
        synchronized (connection.getDatabase()) {
            return runQueryLong(sql, parameters);
        }
    }

    private @Nullable Long runQueryLong(String sql, @Nullable Object[] parameters) throws SQLException {
        InnerStatement statement = statement(sql);
        try {
            Long result = null;
            boolean row = statement.start(parameters);
            if (row && statement.type(1) != SQLITE_NULL) {
                result = statement.integer(1);
            }
            while (row) {
                row = statement.next();
            }
            return result;
        } catch (SQLException e) {
            throw forget(sql, statement, e);
        } finally {
            end(sql, statement);
        }
    }

    @Override
    public <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters) throws SQLException {
        synchronized (connection.getDatabase()) {
            return runQuery(sql, mapper, parameters);
        }
    }

    private <T> List<T> runQuery(String sql, RowMapper<T> mapper, @Nullable Object[] parameters) throws SQLException {
        InnerStatement statement = statement(sql);
        try {
            List<T> rows = new ArrayList<>();
            boolean row = statement.start(parameters);
            if (row) {
                Row cursor = new Cursor(statement);
                while (row) {
                    rows.add(mapper.map(cursor));
                    row = statement.next();
                }
            }
            return rows;
        } catch (SQLException e) {
            throw forget(sql, statement, e);
        } finally {
            end(sql, statement);
        }
    }

    @Override
    public <T> T atomically(String what, Work<T> work) throws SQLException {
        int attempt = 1;
        while (true) {
            openUnit(what);
            try {
                T result = work.run();
                releaseUnit();
                return result;
            } catch (SQLException e) {
                dropUnit(e);
                // why: a process that wrote since our snapshot; as a transaction of its own the unit can simply begin
                // anew
                if (SqlErrors.resultCode(e) != SQLITE_BUSY_SNAPSHOT || attempt++ == SNAPSHOT_ATTEMPTS) {
                    throw e;
                }
            } catch (RuntimeException | Error e) {
                dropUnit(e);
                throw e;
            }
        }
    }

    private void openUnit(String what) throws SQLException {
        try {
            update("SAVEPOINT honker_unit");
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).contains("SQL statements in progress")) {
                throw new AtomicityRefusedException(what, e);
            }
            throw e;
        }
    }

    private void dropUnit(Throwable failure) {
        try {
            update("ROLLBACK TO honker_unit");
            releaseUnit();
        } catch (SQLException e) {
            // why: SQLite has already rolled the whole transaction back, for example because the disk is full
            failure.addSuppressed(e);
        }
    }

    /** Ends the unit; where it is a transaction of its own, commits it or, if others keep it from that, rolls it back. */
    private void releaseUnit() throws SQLException {
        try {
            update("RELEASE honker_unit");
        } catch (SQLException e) {
            if (SqlErrors.isBusy(e)) {
                // why: inside the caller's transaction a release needs no lock, so this was the commit of a transaction
                // of
                // the unit's own, in a file without WAL that others read; nobody else would end it
                rollbackOwn(e);
            }
            throw e;
        }
    }

    private void rollbackOwn(SQLException failure) {
        try {
            update("ROLLBACK");
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private InnerStatement statement(String sql) throws SQLException {
        InnerStatement cached = prepared.get(sql);
        if (cached != null && !cached.isRunning()) {
            return cached;
        }
        InnerStatement fresh = new InnerStatement(connection, sql);
        prepared.putIfAbsent(sql, fresh);
        return fresh;
    }

    private void end(String sql, InnerStatement statement) throws SQLException {
        statement.finish();
        if (prepared.get(sql) != statement) {
            statement.close();
        }
    }

    private SQLException forget(String sql, InnerStatement statement, SQLException failure) {
        prepared.remove(sql, statement);
        return failure;
    }

    private record Cursor(InnerStatement statement) implements Row {

        @Override
        public long integer(int column) throws SQLException {
            return statement.integer(column);
        }

        @Override
        public @Nullable String text(int column) throws SQLException {
            return statement.text(column);
        }

        @Override
        public boolean isNull(int column) throws SQLException {
            return statement.type(column) == SQLITE_NULL;
        }
    }
}
