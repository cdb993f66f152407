package dev.honker.internal.engine;

import dev.honker.internal.cron.ScheduleExpression;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** Whether a schedule that is added again with the same expression goes on from its stored boundary; stateless. */
final class KeptBoundary {

    private KeptBoundary() {}

    /**
     * The boundary that the row is to have.
     *
     * @param stored the one it has
     * @return the stored one if it is due, or one that the expression has in this zone and that is not far ahead; else the first
     *     after now
     */
    static long of(String expression, long stored, long now, ZoneId zone) throws SQLException {
        if (stored <= now) {
            // why: it was missed while nobody led, and the next tick fires it
            return stored;
        }
        ScheduleExpression parsed = ScheduleExpression.parse(expression);
        long next = parsed.next(now, zone);
        boolean kept = parsed.isInterval()
                // why: an interval goes on from where it was, unless the clock was turned back
                ? stored < next
                : stored == next || parsed.next(stored - 1, zone) == stored && isNear(stored, parsed, next, now, zone);
        return kept ? stored : next;
    }

    private static boolean isNear(long stored, ScheduleExpression parsed, long next, long now, ZoneId zone)
            throws SQLException {
        // why: the first after now has fired if the clock was set back a little, as NTP does it, and may have in the
        // second pass of a repeated hour; but a clock that was far ahead must not keep a schedule silent for long
        return isRepeated(now, zone) || stored <= parsed.next(next, zone);
    }

    private static boolean isRepeated(long now, ZoneId zone) {
        LocalDateTime local = LocalDateTime.ofInstant(Instant.ofEpochSecond(now), zone);
        return zone.getRules().getValidOffsets(local).size() > 1;
    }
}
