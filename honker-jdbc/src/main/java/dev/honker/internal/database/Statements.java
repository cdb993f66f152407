package dev.honker.internal.database;

import dev.honker.Row;
import dev.honker.internal.access.SqlFailures;
import dev.honker.internal.check.Check;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A caller's own SQL; stateless. */
final class Statements {

    private Statements() {}

    static int execute(Connection connection, String sql, List<? extends @Nullable Object> parameters) {
        check(sql, parameters);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            if (statement.execute()) {
                runToTheEnd(statement);
            }
            return Math.max(0, statement.getUpdateCount());
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    static List<Row> query(Connection connection, String sql, List<? extends @Nullable Object> parameters) {
        check(sql, parameters);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            try (ResultSet rows = statement.executeQuery()) {
                return read(rows);
            }
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    /** A SELECT may be run for what its functions do, which they do row by row. */
    private static void runToTheEnd(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.getResultSet()) {
            boolean row = rows.next();
            while (row) {
                row = rows.next();
            }
        }
    }

    private static void check(String sql, List<? extends @Nullable Object> parameters) {
        Check.notBlank("sql", sql);
        Check.notNull("parameters", parameters);
    }

    private static List<Row> read(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        List<String> labels = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            labels.add(columns.getColumnLabel(i));
        }
        List<String> names = List.copyOf(labels);
        List<Row> result = new ArrayList<>();
        while (rows.next()) {
            List<@Nullable Object> values = new ArrayList<>();
            for (int i = 1; i <= names.size(); i++) {
                values.add(rows.getObject(i));
            }
            result.add(Row.of(names, values));
        }
        return result;
    }

    private static void bind(PreparedStatement statement, List<? extends @Nullable Object> parameters)
            throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            bind(statement, i + 1, parameters.get(i));
        }
    }

    private static void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        if (value == null) {
            statement.setObject(index, null);
        } else if (value instanceof Boolean truth) {
            statement.setInt(index, truth ? 1 : 0);
        } else if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            statement.setLong(index, ((Number) value).longValue());
        } else if (value instanceof Number number) {
            statement.setDouble(index, number.doubleValue());
        } else if (value instanceof byte[] bytes) {
            statement.setBytes(index, bytes);
        } else {
            statement.setString(index, value.toString());
        }
    }
}
