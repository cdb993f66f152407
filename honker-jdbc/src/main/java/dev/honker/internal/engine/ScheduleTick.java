package dev.honker.internal.engine;

import dev.honker.internal.engine.cron.ScheduleExpression;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turning the boundaries that have passed into jobs (contract.md 4.6, tick); stateless. A schedule that cannot be read or
 * advanced, as a peer with another grammar may have stored one, fires nothing, keeps its row, and stops no other (B9); each
 * tick logs a warning for it.
 */
public final class ScheduleTick {

    /** At most so many boundaries of one schedule become jobs in one tick; later ones that have passed are skipped. */
    static final int MOST_FIRES = 64;

    private static final String IS_DUE =
            "SELECT EXISTS (SELECT 1 FROM main._honker_scheduler_tasks WHERE next_fire_at <= ?1 AND enabled = 1)";

    /** Writes nothing new, but takes the write lock before anything is read. */
    private static final String DUE = """
            UPDATE main._honker_scheduler_tasks SET next_fire_at = next_fire_at WHERE next_fire_at <= ?1 AND enabled = 1
            RETURNING rowid, name, queue, cron_expr, payload, priority, expires_s, next_fire_at,
              coalesce(max_attempts, 3)
            """;

    private static final String ADVANCE = "UPDATE main._honker_scheduler_tasks SET next_fire_at = ?2 WHERE rowid = ?1";

    private ScheduleTick() {}

    /**
     * Enqueues a job for each boundary up to {@code now}, the oldest schedule first, and moves the schedules on; all or nothing.
     *
     * @param now seconds since 1970, by the caller's clock
     * @return what was fired, in order
     */
    public static List<Fire> tick(Session session, ZoneId zone, long now) throws SQLException {
        Long due = session.queryLong(IS_DUE, now);
        if (due == null || due == 0) {
            return List.of();
        }
        return session.atomically("honker_scheduler_tick", () -> fireAll(session, zone, now));
    }

    private static List<Fire> fireAll(Session session, ZoneId zone, long now) throws SQLException {
        List<Due> due = new ArrayList<>(session.query(DUE, Due::read, now));
        due.sort(Comparator.comparingLong(Due::rowid));
        List<Fire> fires = new ArrayList<>();
        for (Due schedule : due) {
            Passed passed;
            try {
                passed = passed(schedule, zone, now);
            } catch (SQLDataException e) {
                warn(schedule, e);
                continue;
            }
            for (long boundary : passed.boundaries()) {
                long id = Jobs.enqueue(
                        session,
                        schedule.queue(),
                        schedule.payload(),
                        null,
                        null,
                        schedule.priority(),
                        schedule.maxAttempts(),
                        schedule.expires());
                fires.add(new Fire(boundary, id, schedule.name(), schedule.queue()));
            }
            session.update(ADVANCE, schedule.rowid(), passed.next());
        }
        return fires;
    }

    /** The boundaries up to now, known in full before the first of them has an effect. */
    private static Passed passed(Due schedule, ZoneId zone, long now) throws SQLDataException {
        ScheduleExpression expression = ScheduleExpression.parse(schedule.cronExpr());
        List<Long> boundaries = new ArrayList<>();
        long next = schedule.nextFireAt();
        while (next <= now) {
            if (boundaries.size() == MOST_FIRES) {
                return new Passed(boundaries, expression.next(now, zone));
            }
            boundaries.add(next);
            next = expression.next(next, zone);
        }
        return new Passed(boundaries, next);
    }

    private static void warn(Due schedule, SQLDataException e) {
        System.getLogger("dev.honker.scheduler")
                .log(
                        System.Logger.Level.WARNING,
                        "schedule \"{0}\" fires nothing until it is registered anew or removed: {1}",
                        schedule.name(),
                        e.getMessage());
    }

    private record Passed(List<Long> boundaries, long next) {}

    private record Due(
            long rowid,
            String name,
            String queue,
            String cronExpr,
            String payload,
            long priority,
            @Nullable Long expires,
            long nextFireAt,
            long maxAttempts) {

        static Due read(Session.Row row) throws SQLException {
            return new Due(
                    row.integer(1),
                    Texts.stored(row, 2),
                    Texts.stored(row, 3),
                    Texts.stored(row, 4),
                    Texts.stored(row, 5),
                    row.integer(6),
                    withinLimits(row.integerOrNull(7)),
                    row.integer(8),
                    row.integer(9));
        }

        /** A peer may have stored what {@link Limits} refuses. */
        private static @Nullable Long withinLimits(@Nullable Long seconds) {
            return seconds == null
                    ? null
                    : (Long) Math.max(-Limits.MOST_SECONDS, Math.min(Limits.MOST_SECONDS, seconds));
        }
    }
}
