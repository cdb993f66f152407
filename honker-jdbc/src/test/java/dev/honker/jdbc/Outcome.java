package dev.honker.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.BatchUpdateException;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/** What became of a call, as a text that is equal where two drivers behave alike. Stateless. */
final class Outcome {

    private Outcome() {}

    /** Makes the object whose methods are called. */
    @FunctionalInterface
    interface Maker<T> {
        T make(Connection connection) throws SQLException;
    }

    static String of(Method method, Object subject, @Nullable Object[] arguments) throws Exception {
        try {
            return describe(method.invoke(subject, arguments));
        } catch (InvocationTargetException e) {
            return describe(e.getTargetException());
        }
    }

    /** What became of any call. */
    static String of(Callable<@Nullable Object> call) throws Exception {
        try {
            return describe(call.call());
        } catch (SQLException | RuntimeException e) {
            return describe(e);
        }
    }

    /** The kind of a failure, its text and its code. The SQLState may be better than plain's. */
    private static String describe(Throwable failure) {
        Class<?> kind = failure.getClass();
        for (Class<?> known : new Class<?>[] {
            SQLFeatureNotSupportedException.class, BatchUpdateException.class, SQLiteException.class, SQLException.class
        }) {
            if (known.isInstance(failure)) {
                kind = known;
                break;
            }
        }
        // why not of batches: plain leaves it 0
        int code = failure instanceof SQLException sql && kind != BatchUpdateException.class ? sql.getErrorCode() : 0;
        String message = String.valueOf(failure.getMessage());
        return "throws " + kind.getSimpleName() + " " + code + " "
                + message.replace("The database has been closed", "database connection closed")
                        .replaceAll("(?s)(been finalized): «.*", "$1");
    }

    private static String describe(@Nullable Object value) throws SQLException, IOException {
        if (value == null) {
            return "null";
        } else if (value instanceof ResultSet rows) {
            return rows.isClosed() ? "closed rows" : rows(rows);
        } else if (value instanceof Statement) {
            return "a statement";
        } else if (value instanceof Connection) {
            return "a connection";
        } else if (value instanceof Blob blob) {
            return describe(blob.getBinaryStream());
        } else if (value instanceof Clob clob) {
            return describe(clob.getCharacterStream());
        } else if (value instanceof InputStream stream) {
            return describe(stream.readAllBytes());
        } else if (value instanceof Reader reader) {
            return "char " + reader.read();
        } else if (value.getClass().isArray()) {
            List<String> elements = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                elements.add(describe(Array.get(value, i)));
            }
            return elements.toString();
        } else if (value.getClass().getPackageName().startsWith("java.")) {
            return value.getClass().getSimpleName() + " " + value;
        }
        return "an object";
    }

    private static String rows(ResultSet rows) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        StringBuilder text = new StringBuilder("rows");
        for (int column = 1; column <= columns; column++) {
            text.append(' ').append(rows.getMetaData().getColumnName(column));
        }
        while (rows.next()) {
            text.append(" |");
            for (int column = 1; column <= columns; column++) {
                text.append(' ').append(rows.getString(column));
            }
        }
        return text.toString();
    }
}
