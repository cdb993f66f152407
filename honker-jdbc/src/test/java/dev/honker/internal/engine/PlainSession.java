package dev.honker.internal.engine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/** A session over plain sqlite-jdbc, for tests of the engine without the driver. */
public final class PlainSession implements Session {

    private final SQLiteConnection connection;

    public PlainSession(Connection connection) {
        this.connection = (SQLiteConnection) connection;
    }

    @Override
    public long update(String sql, @Nullable Object... parameters) throws SQLException {
        return unnoticed(() -> {
            try (PreparedStatement statement = prepare(sql, parameters)) {
                return (long) statement.executeUpdate();
            }
        });
    }

    @Override
    public <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... parameters) throws SQLException {
        return unnoticed(() -> {
            try (PreparedStatement statement = prepare(sql, parameters);
                    ResultSet rows = statement.executeQuery()) {
                List<T> mapped = new ArrayList<>();
                while (rows.next()) {
                    mapped.add(mapper.map(new ResultSetRow(rows)));
                }
                return mapped;
            }
        });
    }

    @Override
    public @Nullable Long queryLong(String sql, @Nullable Object... parameters) throws SQLException {
        List<@Nullable Long> values = query(sql, row -> row.integerOrNull(1), parameters);
        return values.isEmpty() ? null : values.get(0);
    }

    @Override
    public <T> T atomically(String what, Work<T> work) throws SQLException {
        try {
            execute("SAVEPOINT honker_unit");
        } catch (SQLException e) {
            if (String.valueOf(e.getMessage()).contains("cannot open savepoint")) {
                throw new AtomicityRefusedException(what, e);
            }
            throw e;
        }
        try {
            T result = work.run();
            execute("RELEASE honker_unit");
            return result;
        } catch (SQLException | RuntimeException e) {
            execute("ROLLBACK TO honker_unit");
            execute("RELEASE honker_unit");
            throw e;
        }
    }

    private void execute(String sql) throws SQLException {
        unnoticed(() -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    /** sqlite-jdbc would begin and commit after each statement, also inside the statement that called a function. */
    private <T> T unnoticed(Work<T> work) throws SQLException {
        boolean autoCommit = connection.getConnectionConfig().isAutoCommit();
        connection.getConnectionConfig().setAutoCommit(false);
        try {
            return work.run();
        } finally {
            connection.getConnectionConfig().setAutoCommit(autoCommit);
        }
    }

    private PreparedStatement prepare(String sql, @Nullable Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    private record ResultSetRow(ResultSet rows) implements Row {

        @Override
        public long integer(int column) throws SQLException {
            return rows.getLong(column);
        }

        @Override
        public @Nullable String text(int column) throws SQLException {
            return rows.getString(column);
        }

        @Override
        public boolean isNull(int column) throws SQLException {
            return rows.getObject(column) == null;
        }
    }
}
