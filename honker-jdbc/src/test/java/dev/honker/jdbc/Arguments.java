package dev.honker.jdbc;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.SQLType;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TimeZone;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Simple arguments for any method of the JDBC interfaces; stateless. */
final class Arguments {

    /** One argument for each parameter; {@code text} for every string. */
    @Nullable
    Object[] of(Method method, String text) {
        Class<?>[] types = method.getParameterTypes();
        @Nullable Object[] values = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            values[i] = value(method, i, types[i], text);
        }
        return values;
    }

    private static @Nullable Object value(Method method, int position, Class<?> type, String text) {
        if (type == int.class) {
            return integer(method, position);
        } else if (type == String.class) {
            // why: a catalog or schema of that name would hide the table
            boolean catalog = method.getName().startsWith("get") && method.getParameterCount() > 2 && position < 2;
            return catalog ? null : text;
        } else if (type == InputStream.class) {
            return new ByteArrayInputStream(new byte[] {65, 66});
        } else if (type == Reader.class) {
            return new StringReader("AB");
        } else if (type == Calendar.class) {
            return new GregorianCalendar(TimeZone.getTimeZone("UTC"));
        } else if (type == Map.class) {
            return new HashMap<>();
        } else if (type == Properties.class) {
            return new Properties();
        } else if (type == Executor.class) {
            return (Executor) Runnable::run;
        }
        return FIXED.get(type);
    }

    private static int integer(Method method, int position) {
        String name = method.getName();
        if (name.equals("setTransactionIsolation")) {
            return Connection.TRANSACTION_SERIALIZABLE;
        } else if ((name.equals("createStatement") || name.startsWith("prepare")) && method.getParameterCount() > 1) {
            int[] cursor = {ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY, ResultSet.CLOSE_CURSORS_AT_COMMIT};
            return cursor[name.equals("createStatement") ? position : Math.max(0, position - 1)];
        }
        return 1;
    }

    private static final Map<Class<?>, Object> FIXED = Map.ofEntries(
            Map.entry(long.class, 1L),
            Map.entry(short.class, (short) 1),
            Map.entry(byte.class, (byte) 1),
            Map.entry(boolean.class, true),
            Map.entry(double.class, 1.5),
            Map.entry(float.class, 1.5f),
            Map.entry(Object.class, "object"),
            Map.entry(Class.class, String.class),
            Map.entry(byte[].class, new byte[] {1, 2}),
            Map.entry(int[].class, new int[] {1}),
            Map.entry(String[].class, new String[] {"TABLE"}),
            Map.entry(BigDecimal.class, BigDecimal.TEN),
            Map.entry(Date.class, new Date(86_400_000L)),
            Map.entry(Time.class, new Time(86_400_000L)),
            Map.entry(Timestamp.class, new Timestamp(86_400_000L)),
            Map.entry(SQLType.class, JDBCType.INTEGER));
}
