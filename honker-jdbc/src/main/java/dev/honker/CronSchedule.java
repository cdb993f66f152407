package dev.honker;

import dev.honker.internal.check.Check;
import dev.honker.internal.cron.ScheduleExpression;
import java.sql.SQLDataException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When a schedule fires: five cron fields {@code minute hour day-of-month month day-of-week}, six with the second
 * in front, or {@code @every <n><unit>}. The grammar is that of honker in every language and differs from common cron: day of
 * month and day of week must both match, {@code N/step} means just {@code N}, Sunday is 0 only, and there are no names and no
 * macros. Immutable and safe for use by several threads; runs no SQL.
 */
public final class CronSchedule {

    private static final int MOST_BOUNDARIES = 1_000;
    private static final int DESCRIBED_BOUNDARIES = 5;

    private final ScheduleExpression expression;

    private CronSchedule(ScheduleExpression expression) {
        this.expression = expression;
    }

    /**
     * A schedule from an expression of any form.
     *
     * @throws HonkerInvalidOptionException if it is null, malformed, or never fires, with the text that all languages have for it
     */
    public static CronSchedule cron(String expression) {
        Check.notNull("expression", expression);
        try {
            ScheduleExpression parsed = ScheduleExpression.parse(expression);
            // why: what never matches would be found out by its first tick only
            parsed.next(0, ZoneOffset.UTC);
            return new CronSchedule(parsed);
        } catch (SQLDataException e) {
            throw refused(e);
        }
    }

    /**
     * A schedule from five or six fields.
     *
     * @throws HonkerInvalidOptionException as {@link #cron}, and if it is an {@code @every} interval, for which there is
     *     {@link #every}
     */
    public static CronSchedule crontab(String expression) {
        CronSchedule schedule = cron(expression);
        if (schedule.expression.isInterval()) {
            throw Check.refused(
                    "a crontab", "must have 5 or 6 fields; use every(…) for intervals", '"' + expression + '"');
        }
        return schedule;
    }

    /**
     * A schedule that fires again and again after the interval, from the moment on at which it is added.
     *
     * @param interval positive whole seconds
     * @throws HonkerInvalidOptionException if it is null, zero, negative or has a fraction of a second
     */
    public static CronSchedule every(Duration interval) {
        Check.positiveInTables("interval", interval);
        if (interval.getNano() != 0) {
            throw Check.refused("interval", "must be whole seconds", interval);
        }
        return cron("@every " + interval.getSeconds() + "s");
    }

    /** As {@link #nextAfter(Instant, ZoneId)}, in the default zone of the process. */
    public Instant nextAfter(Instant from) {
        return nextAfter(from, ZoneId.systemDefault());
    }

    /**
     * The first boundary after an instant. A local time that the zone skips fires at the moment of the change; one
     * that it repeats fires in the first pass, or in the second if the first is not after {@code from}.
     *
     * @param zone where cron fields are read; intervals ignore it
     * @return whole seconds, later than {@code from}
     * @throws HonkerInvalidOptionException if there is none within 100 years or it can't be represented, with the text of
     *     that all languages have for it
     */
    public Instant nextAfter(Instant from, ZoneId zone) {
        Check.notNull("from", from);
        Check.notNull("zone", zone);
        try {
            return Instant.ofEpochSecond(expression.next(from.getEpochSecond(), zone));
        } catch (SQLDataException e) {
            throw refused(e);
        } catch (DateTimeException e) {
            throw Check.refused("from", "must lie so that an Instant can hold the next boundary of " + this, from);
        }
    }

    /**
     * Returns the next boundaries after an instant.
     *
     * @param count how many, 1 to 1,000; fewer are returned where there are no more within 100 years
     * @param zone where cron fields are read; intervals ignore it
     */
    public List<Instant> nextAfter(Instant from, ZoneId zone, int count) {
        Check.between("count", 1, MOST_BOUNDARIES, count);
        List<Instant> boundaries = new ArrayList<>();
        boundaries.add(nextAfter(from, zone));
        while (boundaries.size() < count) {
            try {
                boundaries.add(nextAfter(boundaries.get(boundaries.size() - 1), zone));
            } catch (HonkerInvalidOptionException e) {
                return List.copyOf(boundaries);
            }
        }
        return List.copyOf(boundaries);
    }

    /**
     * Returns what is valid here but means something else in other crons, or is hardly what was meant: {@code 0/15} in the minutes,
     * which fires hourly here, a step larger than its range, day of month and day of week in one expression, or a {@code *} for the
     * second. Each text says what to write instead. Empty if there is nothing to warn of.
     */
    public List<String> warnings() {
        return expression.doubts();
    }

    /** Returns in plain English when it fires, such as {@code at 03:00, on Monday to Friday}. */
    public String describe() {
        return expression.words();
    }

    /**
     * Returns in plain English when it fires, with the next five boundaries after an instant, such as
     * {@code at 03:00, every day; next at 2026-01-02T03:00:00+01:00, …}.
     *
     * @param zone where cron fields are read and in which the boundaries are written
     */
    public String describe(Instant from, ZoneId zone) {
        return describe() + "; next at "
                + nextAfter(from, zone, DESCRIBED_BOUNDARIES).stream()
                        .map(next -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(next.atZone(zone)))
                        .collect(Collectors.joining(", "));
    }

    /** The expression, as it was given. */
    public String expression() {
        return expression.toString();
    }

    private static HonkerInvalidOptionException refused(SQLDataException e) {
        return new HonkerInvalidOptionException(String.valueOf(e.getMessage()));
    }

    /** Whether the other has the same expression, to the letter. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CronSchedule that && that.expression().equals(expression());
    }

    @Override
    public int hashCode() {
        return expression().hashCode();
    }

    /** The expression. */
    @Override
    public String toString() {
        return expression();
    }
}
