package dev.honker.internal.function;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.sqlite.Function;

/** Calls the functions as SQL functions of a plain connection, by a SELECT; the least that a driver has to do. */
final class RegisteredSubject implements FunctionSubject {

    private final DirectSubject direct;

    RegisteredSubject(Path file) throws SQLException {
        direct = new DirectSubject(file);
        for (SqlFunction function : SqlFunctions.all()) {
            Function.create(
                    direct.connection(), function.sqlName(), new Registered(function, direct), function.arity(), 0);
        }
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
        return direct.connection();
    }

    @Override
    public void close() throws SQLException {
        direct.close();
    }

    private static final class Registered extends Function {

        private final SqlFunction function;
        private final FunctionContext context;

        Registered(SqlFunction function, FunctionContext context) {
            this.function = function;
            this.context = context;
        }

        @Override
        protected void xFunc() throws SQLException {
            @Nullable Object[] arguments = new Object[args()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = switch (value_type(i)) {
                    case 1 -> (Object) value_long(i);
                    case 2 -> value_double(i);
                    case 3 -> value_text(i);
                    case 4 -> value_blob(i);
                    default -> null;
                };
            }
            Object result;
            try {
                result = function.call(context, arguments);
            } catch (SQLException e) {
                // why: what is thrown from here reaches SQL with the name of its class before the text
                error(FunctionFixture.sqliteText(e));
                return;
            }
            if (result == null) {
                result();
            } else if (result instanceof Long number) {
                result(number.longValue());
            } else {
                result((String) result);
            }
        }
    }
}
