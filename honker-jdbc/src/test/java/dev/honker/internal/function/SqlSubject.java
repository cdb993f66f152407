package dev.honker.internal.function;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Calls the functions by a SELECT on a connection that has them. */
final class SqlSubject implements FunctionSubject {

    private final Connection connection;

    SqlSubject(Connection connection) {
        this.connection = connection;
    }

    @Override
    public @Nullable Object call(String function, @Nullable Object... arguments) throws SQLException {
        String marks = String.join(", ", Collections.nCopies(arguments.length, "?"));
        try (PreparedStatement select =
                connection().prepareStatement("SELECT " + function + "(" + marks + ") AS value")) {
            for (int i = 0; i < arguments.length; i++) {
                select.setObject(i + 1, arguments[i]);
            }
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                String text = rows.getString(1);
                return rows.getObject(1) instanceof Number ? (Object) rows.getLong(1) : text;
            }
        }
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
