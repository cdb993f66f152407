package dev.honker.internal.check;

import dev.honker.HonkerInvalidOptionException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the vocabulary asks of its arguments; stateless. Each message names the parameter, its limit and the value. */
public final class Check {

    private static final long MOST_DAYS = 100_000_000;

    private Check() {}

    public static <T> T notNull(String name, @Nullable T value) {
        if (value == null) {
            throw new HonkerInvalidOptionException(name + " must not be null");
        }
        return value;
    }

    public static String notBlank(String name, @Nullable String value) {
        if (notNull(name, value).isBlank()) {
            throw refused(name, "must not be blank", '"' + value + '"');
        }
        return text(name, value);
    }

    /** A text that UTF-8 can hold, empty or not: halves of surrogate pairs would become question marks. */
    public static String text(String name, @Nullable String value) {
        String flaw = Unicode.flaw(notNull(name, value));
        if (flaw != null) {
            throw new HonkerInvalidOptionException(name + " " + flaw);
        }
        return value;
    }

    /** As {@link #text}, or null. */
    public static @Nullable String textOrNull(String name, @Nullable String value) {
        return value == null ? null : text(name, value);
    }

    public static Duration positive(String name, @Nullable Duration value) {
        if (notNull(name, value).isZero() || value.isNegative()) {
            throw refused(name, "must be positive", value);
        }
        return value;
    }

    public static Duration notNegative(String name, @Nullable Duration value) {
        if (notNull(name, value).isNegative()) {
            throw refused(name, "must not be negative", value);
        }
        return value;
    }

    /** Positive, and no longer than what fits the tables wherever it is added to a date: 100,000,000 days. */
    public static Duration positiveInTables(String name, @Nullable Duration value) {
        return fitsTables(name, positive(name, value));
    }

    /** As {@link #positiveInTables}, but it may be zero. */
    public static Duration notNegativeInTables(String name, @Nullable Duration value) {
        return fitsTables(name, notNegative(name, value));
    }

    private static Duration fitsTables(String name, Duration value) {
        if (value.compareTo(Duration.ofDays(MOST_DAYS)) > 0) {
            throw refused(name, "must be at most " + MOST_DAYS + " days", value);
        }
        return value;
    }

    /** At most as many milliseconds as SQLite counts, about 24 days; the value is positive or zero already. */
    public static Duration fitsMillis(String name, Duration value) {
        if (value.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) > 0) {
            throw refused(name, "must be at most " + Integer.MAX_VALUE + " ms", value);
        }
        return value;
    }

    public static int positive(String name, int value) {
        if (value <= 0) {
            throw refused(name, "must be positive", value);
        }
        return value;
    }

    public static int notNegative(String name, int value) {
        notNegative(name, (long) value);
        return value;
    }

    public static long notNegative(String name, long value) {
        if (value < 0) {
            throw refused(name, "must not be negative", value);
        }
        return value;
    }

    public static int between(String name, int least, int most, int value) {
        if (value < least || value > most) {
            throw refused(name, "must be between " + least + " and " + most, value);
        }
        return value;
    }

    /** A list without nulls, of at most so many; it may be empty. */
    public static <T> List<T> batch(String name, @Nullable List<T> values, int most) {
        if (notNull(name, values).size() > most) {
            throw refused(name, "must hold at most " + most + " elements", values.size() + "; split it");
        }
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) == null) {
                throw new HonkerInvalidOptionException(name + " must not hold null, but element " + i + " is null");
            }
        }
        return values;
    }

    /** As {@link #batch}, of texts as {@link #text} takes them. */
    public static List<String> texts(String name, @Nullable List<String> values, int most) {
        for (String value : batch(name, values, most)) {
            text("an element of " + name, value);
        }
        return values;
    }

    /** The choice that equals the value without regard to case. */
    public static String oneOf(String name, List<String> choices, @Nullable String value) {
        String wanted = notNull(name, value).toUpperCase(Locale.ROOT);
        if (!choices.contains(wanted)) {
            throw refused(name, "must be one of " + String.join(", ", choices), '"' + value + '"');
        }
        return wanted;
    }

    public static HonkerInvalidOptionException refused(String name, String limit, Object value) {
        Object shown = value instanceof Duration duration ? Durations.text(duration) : value;
        return new HonkerInvalidOptionException(name + " " + limit + ", but is " + shown);
    }
}
