package dev.honker.internal.migration;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A connection on which Flyway's look at the tables of a file finds none of honker's. A file in which only honker has written is empty
 * then, and {@code clean} leaves queues, streams and those who read them alone. For one thread, as the connection is.
 *
 * <p>why by its text: Flyway's class that looks can't be extended outside its package. Were the text another one some day, Flyway would
 * see the tables, as it does on plain sqlite-jdbc.
 */
final class HidingConnection implements InvocationHandler {

    private static final Pattern TABLES = Pattern.compile(
            "\\s*select\\s+tbl_name\\s+from\\s+\\S*sqlite_master\\S*\\s+where\\s+type\\s*=\\s*'table'\\s*",
            Pattern.CASE_INSENSITIVE);

    /** What {@code clean} does in the end: numbers would begin with 1 again, also those that listeners have read up to. */
    private static final Pattern SEQUENCES =
            Pattern.compile("\\s*delete\\s+from\\s+\\S*sqlite_sequence\\S*\\s*", Pattern.CASE_INSENSITIVE);

    private final Connection connection;

    private HidingConnection(Connection connection) {
        this.connection = connection;
    }

    static Connection of(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                HidingConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new HidingConnection(connection));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        // why: to the other connection the question would be of a stranger, and nobody would find this one in a map
        // again
        if (method.getName().equals("equals")) {
            return arguments != null && proxy == arguments[0];
        }
        try {
            if (method.getName().equals("prepareStatement")
                    && arguments != null
                    && arguments.length == 1
                    && arguments[0] instanceof String sql) {
                return connection.prepareStatement(withoutHonkers(sql));
            }
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static String withoutHonkers(String sql) {
        if (TABLES.matcher(sql).matches()) {
            return sql + " and tbl_name not glob '_honker_*'";
        }
        return SEQUENCES.matcher(sql).matches() ? sql + " where name not glob '_honker_*'" : sql;
    }
}
