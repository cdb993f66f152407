package dev.honker.internal.cron;

import java.sql.SQLDataException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The form with five or six fields, immutable.
 *
 * @param expression the whole expression as it was given, for messages
 */
record CronFields(Days days, TimesOfDay times, String expression) implements Recurrence {

    private static final int HORIZON_YEARS = 100;

    /** The ends of the peers' calendar, -262143-01-01 and 262142-12-31: beyond them there is no civil time. */
    private static final long FIRST_TIMESTAMP = -8_334_601_228_800L;

    private static final long LAST_TIMESTAMP = 8_210_266_876_799L;
    private static final int LAST_YEAR = 262_142;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    /** Parses the fields of a trimmed expression, left to right. */
    static CronFields parse(String trimmed, String expression) throws SQLDataException {
        List<String> fields = UnicodeSpace.split(trimmed);
        if (fields.size() != 5 && fields.size() != 6) {
            throw ScheduleError.of("schedule expression requires 5 or 6 cron fields, or '@every <n><unit>'; got "
                    + fields.size() + ": " + Quoted.quote(trimmed));
        }
        int minute = fields.size() - 5;
        ValueSet seconds = CronField.SECOND.parse(minute == 0 ? "0" : fields.get(0));
        ValueSet minutes = CronField.MINUTE.parse(fields.get(minute));
        ValueSet hours = CronField.HOUR.parse(fields.get(minute + 1));
        ValueSet daysOfMonth = CronField.DAY_OF_MONTH.parse(fields.get(minute + 2));
        ValueSet months = CronField.MONTH.parse(fields.get(minute + 3));
        ValueSet daysOfWeek = CronField.DAY_OF_WEEK.parse(fields.get(minute + 4));
        return new CronFields(
                new Days(daysOfMonth, months, daysOfWeek), new TimesOfDay(hours, minutes, seconds), expression);
    }

    @Override
    public long next(long from, ZoneId zone) throws SQLDataException {
        if (from < FIRST_TIMESTAMP || from > LAST_TIMESTAMP) {
            throw ScheduleError.of("invalid timestamp: " + from);
        }
        ZoneRules rules = zone.getRules();
        LocalDateTime local = LocalDateTime.ofEpochSecond(from, 0, rules.getOffset(Instant.ofEpochSecond(from)));
        LocalDateTime start = local.plusSeconds(1);
        int lastYear = Math.min(start.getYear() + HORIZON_YEARS, LAST_YEAR);
        LocalDateTime match = atOrAfter(start, lastYear);
        if (match == null) {
            throw ScheduleError.of("no schedule match found within 100 years after local datetime "
                    + local.toLocalDate() + "T" + TIME.format(local));
        }
        // why a loop: clocks turned back twice in short order would make a later civil time an earlier instant;
        // no zone has done so yet, but the result must be strictly after from whatever the zone does
        while (match != null) {
            long instant = CivilTime.toInstant(match, rules, from);
            if (instant > from) {
                return instant;
            }
            match = atOrAfter(match.plusSeconds(1), lastYear);
        }
        throw ScheduleError.of("no valid local schedule match found within 100 years after unix_ts=" + from + ": "
                + Quoted.quote(expression));
    }

    private @Nullable LocalDateTime atOrAfter(LocalDateTime start, int lastYear) {
        LocalDate day = days.atOrAfter(start.toLocalDate(), lastYear);
        if (day == null) {
            return null;
        }
        if (!day.equals(start.toLocalDate())) {
            return day.atTime(times.first());
        }
        LocalTime time = times.atOrAfter(start.toLocalTime());
        if (time != null) {
            return day.atTime(time);
        }
        LocalDate later = days.atOrAfter(day.plusDays(1), lastYear);
        return later == null ? null : later.atTime(times.first());
    }
}
