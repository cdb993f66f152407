package dev.honker.internal.json;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** What the libraries would read as another value than was written, and strict codecs refuse; stateless. */
final class StrictValues {

    /** Written as ISO texts; the libraries take a number for seconds, milliseconds or days. */
    private static final Set<Class<?>> TIMES = Set.of(
            Instant.class, OffsetDateTime.class, ZonedDateTime.class, Duration.class, LocalDate.class, Date.class);

    /** The libraries take 200 for -56. */
    private static final Set<Class<?>> BYTES = Set.of(byte.class, Byte.class);

    /** The libraries take what is too large, and some texts, for infinity. */
    private static final Set<Class<?>> FLOATS =
            Set.of(double.class, Double.class, double[].class, float.class, Float.class, float[].class);

    private static final Pattern NUMBER = Pattern.compile("\\s*[+-]?[0-9.]+\\s*");

    private StrictValues() {}

    static boolean concerns(Class<?> type) {
        return isTime(type) || isByte(type) || FLOATS.contains(type);
    }

    static boolean isByte(Class<?> type) {
        return BYTES.contains(type);
    }

    static boolean takesNumber(Class<?> type) {
        return !isTime(type);
    }

    static boolean takesText(Class<?> type, String text) {
        return isTime(type) && !NUMBER.matcher(text).matches();
    }

    private static boolean isTime(Class<?> type) {
        return TIMES.contains(type) || Calendar.class.isAssignableFrom(type);
    }

    static boolean isFinite(@Nullable Object value) {
        if (value instanceof double[] doubles) {
            return DoubleStream.of(doubles).allMatch(Double::isFinite);
        }
        if (value instanceof float[] floats) {
            for (float one : floats) {
                if (!Float.isFinite(one)) {
                    return false;
                }
            }
            return true;
        }
        return !(value instanceof Double || value instanceof Float) || Double.isFinite(((Number) value).doubleValue());
    }
}
