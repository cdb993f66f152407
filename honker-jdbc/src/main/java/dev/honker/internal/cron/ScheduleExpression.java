package dev.honker.internal.cron;

import java.sql.SQLDataException;
import java.time.ZoneId;
import java.util.List;

/**
 * A parsed schedule expression, immutable and thread-safe: five or six cron fields, or {@code @every <n><unit>}. The
 * grammar is that of every honker peer, which differs from common cron: day of month and day of week
 * must both match, {@code N/step} means just {@code N}, Sunday is 0 only, and there are no names and no macros.
 */
public final class ScheduleExpression {

    private static final String INTERVAL_PREFIX = "@every";

    private final String text;
    private final Recurrence recurrence;

    private ScheduleExpression(String text, Recurrence recurrence) {
        this.text = text;
        this.recurrence = recurrence;
    }

    /**
     * Parses an expression. That it parses does not mean that it ever fires: {@code 0 0 31 2 *} does not.
     *
     * @throws SQLDataException if it is malformed, with SQLState 22023, vendor code 1 and the text that all languages have for it
     */
    public static ScheduleExpression parse(String expression) throws SQLDataException {
        String trimmed = UnicodeSpace.trim(expression);
        Recurrence recurrence = trimmed.startsWith(INTERVAL_PREFIX)
                ? Interval.parse(trimmed.substring(INTERVAL_PREFIX.length()), expression)
                : CronFields.parse(trimmed, expression);
        return new ScheduleExpression(expression, recurrence);
    }

    /**
     * The first time at which the schedule fires after an instant. A civil time that a zone skips fires at
     * the transition; one that it repeats fires in the first pass, or in the second if the first is not after {@code
     * fromUnixSeconds}.
     *
     * @param fromUnixSeconds seconds since 1970-01-01 UTC, may be negative
     * @param zone where cron fields are read; intervals ignore it
     * @return seconds since 1970-01-01 UTC, always greater than {@code fromUnixSeconds}
     * @throws SQLDataException if there is no such time within 100 years or it cannot be represented, with SQLState 22023,
     *     vendor code 1 and the text that all languages have for it
     */
    public long next(long fromUnixSeconds, ZoneId zone) throws SQLDataException {
        return recurrence.next(fromUnixSeconds, zone);
    }

    /** Whether this is an {@code @every} interval, which has no civil fields and depends on no zone. */
    public boolean isInterval() {
        return recurrence instanceof Interval;
    }

    /** What is valid here but means something else in other crons, or hardly what was meant; each says what to write. */
    public List<String> doubts() {
        return recurrence instanceof CronFields fields ? CronDoubts.about(fields) : List.of();
    }

    /** When it fires, in plain English, such as {@code at 03:00, on Monday to Friday}. */
    public String words() {
        return recurrence instanceof CronFields fields ? CronWords.of(fields) : CronWords.of((Interval) recurrence);
    }

    /** The expression as it was given. */
    @Override
    public String toString() {
        return text;
    }
}
