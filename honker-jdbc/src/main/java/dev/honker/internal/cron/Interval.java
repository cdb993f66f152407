package dev.honker.internal.cron;

import java.sql.SQLDataException;
import java.time.ZoneId;

/**
 * The form {@code @every <n><unit>}, immutable: a fixed number of seconds, with no alignment, calendar or
 * zone.
 *
 * @param seconds the interval in seconds, positive
 * @param expression the whole expression as it was given, for messages
 */
record Interval(long seconds, String expression) implements Recurrence {

    /** Parses what follows {@code @every}. */
    static Interval parse(String remainder, String expression) throws SQLDataException {
        String body = UnicodeSpace.trim(remainder);
        if (body.isEmpty()) {
            throw ScheduleError.of("interval expression must be '@every <n><unit>'");
        }
        int digits = Decimal.leadingDigits(body);
        if (digits == 0 || digits == body.length()) {
            throw ScheduleError.of("interval expression must be '@every <n><unit>'; got " + Quoted.quote(body));
        }
        long count = Decimal.parse(body.substring(0, digits), Long.MAX_VALUE);
        if (count == Decimal.NONE) {
            throw ScheduleError.of("interval count must be an integer: " + Quoted.quote(body));
        }
        if (count == 0) {
            throw ScheduleError.of("interval count must be positive: " + Quoted.quote(body));
        }
        long unit = secondsOf(body.substring(digits));
        if (count > Long.MAX_VALUE / unit) {
            throw ScheduleError.of("interval is too large: " + Quoted.quote(body));
        }
        return new Interval(count * unit, expression);
    }

    /** {@inheritDoc} Any {@code from} is accepted whose sum with the interval is a 64-bit number. */
    @Override
    public long next(long from, ZoneId zone) throws SQLDataException {
        if (from > Long.MAX_VALUE - seconds) {
            throw ScheduleError.of("next interval overflows unix timestamp for " + Quoted.quote(expression));
        }
        return from + seconds;
    }

    private static long secondsOf(String unit) throws SQLDataException {
        return switch (unit) {
            case "s" -> 1;
            case "m" -> 60;
            case "h" -> 3_600;
            case "d" -> 86_400;
            default ->
                throw ScheduleError.of(
                        "unsupported interval unit " + Quoted.quote(unit) + "; expected one of s, m, h, d");
        };
    }
}
