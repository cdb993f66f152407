package dev.honker.cli.output;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values as people read them; stateless. */
public final class Wording {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private static final Instant FIRST = Instant.parse("0001-01-02T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-30T00:00:00Z");

    private static final int SECONDS_PER_MINUTE = 60;
    private static final int SECONDS_PER_HOUR = 3_600;
    private static final int SECONDS_PER_DAY = 86_400;

    private Wording() {}

    /** A duration by its two largest units: {@code 5m 3s}, {@code 2d 4h}, {@code 0s}; below one second {@code 250ms}. */
    public static String duration(Duration duration) {
        Duration size = duration.abs();
        long seconds = size.toSeconds();
        String sign = duration.isNegative() ? "-" : "";
        if (seconds == 0 && size.toMillis() > 0) {
            return sign + size.toMillis() + "ms";
        }
        if (seconds < SECONDS_PER_MINUTE) {
            return sign + seconds + "s";
        }
        if (seconds < SECONDS_PER_HOUR) {
            return sign + two(seconds, SECONDS_PER_MINUTE, "m", 1, "s");
        }
        return sign
                + (seconds < SECONDS_PER_DAY
                        ? two(seconds, SECONDS_PER_HOUR, "h", SECONDS_PER_MINUTE, "m")
                        : two(seconds, SECONDS_PER_DAY, "d", SECONDS_PER_HOUR, "h"));
    }

    private static String two(long seconds, int large, String largeUnit, int small, String smallUnit) {
        long rest = seconds % large / small;
        return seconds / large + largeUnit + (rest == 0 ? "" : " " + rest + smallUnit);
    }

    /** A number and what it counts: {@code 1 job}, {@code 3 jobs}. */
    public static String count(long n, String one) {
        return n + " " + one + (n == 1 ? "" : "s");
    }

    private static String bytes(long bytes) {
        if (bytes < 1 << 10) {
            return bytes + " B";
        }
        return bytes < 1 << 20
                ? String.format(Locale.ROOT, "%.1f KiB", bytes / (double) (1 << 10))
                : String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1 << 20));
    }

    /** A value of a field; empty for null. */
    static String of(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Instant instant) {
            return time(instant);
        }
        if (value instanceof Duration duration) {
            return duration(duration);
        }
        if (value instanceof Size size) {
            return bytes(size.bytes());
        }
        if (value instanceof Boolean truth) {
            return truth ? "yes" : "no";
        }
        if (value instanceof List<?> list) {
            return String.join(", ", list.stream().map(Wording::of).toList());
        }
        return value.toString();
    }

    /** Why not just formatted: peers may store any number of seconds, and calendars end. */
    private static String time(Instant instant) {
        if (instant.isBefore(FIRST)) {
            return "long ago";
        }
        return instant.isAfter(LAST) ? "never" : TIME.format(instant.atZone(ZoneId.systemDefault()));
    }

    /** A field's name as a heading: {@code run_at} is {@code RUN AT}, and the unit of {@code age_s} is left out. */
    static String heading(String name) {
        String words = name.endsWith("_s") ? name.substring(0, name.length() - 2) : name;
        return words.replace('_', ' ').toUpperCase(Locale.ROOT);
    }

    /** Returns the text in one line that can't take over a terminal: control characters as JSON escapes them. */
    public static String harmless(String text) {
        return Harmless.line(text);
    }

    /** Returns the text with its lines and tabs; no line of it can take over a terminal. */
    public static String harmlessLines(String text) {
        return String.join(
                System.lineSeparator(), text.lines().map(Harmless::tabbedLine).toList());
    }
}
