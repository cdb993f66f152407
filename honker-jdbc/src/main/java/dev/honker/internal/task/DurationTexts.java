package dev.honker.internal.task;

import dev.honker.HonkerInvalidOptionException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as annotations hold them; stateless. */
final class DurationTexts {

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

    private DurationTexts() {}

    /** Reads {@code 500ms}, {@code 30s}, {@code 5m}, {@code 1h}, {@code 2d}, or ISO 8601; {@code name} is for the message. */
    static Duration of(String name, String text) {
        Matcher simple = TEXT.matcher(text);
        if (simple.matches()) {
            long amount = Long.parseLong(simple.group(1));
            return switch (simple.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                default -> Duration.ofDays(amount);
            };
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new HonkerInvalidOptionException(
                    name + " must be a duration such as 500ms, 30s, 5m, 1h, 2d or PT30S, but is \"" + text + '"');
        }
    }
}
