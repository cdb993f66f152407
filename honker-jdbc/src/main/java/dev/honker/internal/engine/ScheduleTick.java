package dev.honker.internal.engine;

import dev.honker.internal.cron.ScheduleExpression;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turning the boundaries that have passed into jobs; stateless. A schedule that cannot be read or
 * advanced, as a peer with another grammar may have stored one, or whose queue refuses its jobs, as a trigger or CHECK of the
 * application's may, fires nothing, keeps its row, and stops no other.
 */
public final class ScheduleTick {

    /** At most so many boundaries of one schedule become jobs in one tick; later ones that have passed are skipped. */
    static final int MOST_FIRES = 64;

    /** A boundary that passed no longer ago than this many seconds was not missed: a new leader takes over within that time. */
    static final long ON_TIME_SECONDS = 60;

    /** No more skipped boundaries of one schedule are counted than these, so that a tick stays short. */
    static final long MOST_COUNTED = 10_000;

    private static final int SQLITE_ERROR = 1;
    private static final int SQLITE_TOOBIG = 18;
    private static final int SQLITE_CONSTRAINT = 19;
    private static final int SQLITE_MISMATCH = 20;

    private static final String IS_DUE =
            "SELECT EXISTS (SELECT 1 FROM main._honker_scheduler_tasks WHERE " + Schedules.IS_DUE + ")";

    /** Writes nothing new, but takes the write lock before anything is read. */
    private static final String DUE = """
            UPDATE main._honker_scheduler_tasks SET next_fire_at = next_fire_at WHERE %s
            RETURNING rowid, name, queue, cron_expr, payload, priority, expires_s, next_fire_at,
              coalesce(max_attempts, 3), typeof(next_fire_at)
            """.formatted(Schedules.IS_DUE);

    private static final String ADVANCE = "UPDATE main._honker_scheduler_tasks SET next_fire_at = ?2 WHERE rowid = ?1";

    private ScheduleTick() {}

    /**
     * Enqueues a job for each boundary up to {@code now}, the oldest schedule first, and moves the schedules on. A schedule whose
     * queue refuses its jobs is undone alone; any other failure undoes all.
     *
     * @param now seconds since 1970, by the caller's clock
     * @return what was fired, skipped and found broken
     */
    public static Ticked tick(Session session, ZoneId zone, long now) throws SQLException {
        return tick(session, zone, now, true);
    }

    /** As {@link #tick}, for callers who hear of a refused job by an error and nothing else: it undoes all, too. */
    public static Ticked tickAllOrNothing(Session session, ZoneId zone, long now) throws SQLException {
        return tick(session, zone, now, false);
    }

    private static Ticked tick(Session session, ZoneId zone, long now, boolean isolating) throws SQLException {
        Long due = session.queryLong(IS_DUE, now);
        if (due == null || due == 0) {
            return Ticked.NOTHING;
        }
        return session.atomically("honker_scheduler_tick", () -> fireAll(session, zone, now, isolating));
    }

    private static Ticked fireAll(Session session, ZoneId zone, long now, boolean isolating) throws SQLException {
        List<Due> due = new ArrayList<>(session.query(DUE, Due::read, now));
        due.sort(Comparator.comparingLong(Due::rowid));
        MissedPolicies.forget(session);
        return fireAll(session, zone, now, isolating, due, MissedPolicies.all(session));
    }

    /** Fires what a schedule that was paused has missed, by a policy that may not be the one of the schedule. */
    static void fireMissed(Session session, ZoneId zone, long now, String name, MissedPolicies.Policy policy)
            throws SQLException {
        List<Due> due = new ArrayList<>(session.query(DUE, Due::read, now));
        due.removeIf(each -> !each.name().equals(name));
        fireAll(session, zone, now, false, due, Map.of(name, policy));
    }

    private static Ticked fireAll(
            Session session,
            ZoneId zone,
            long now,
            boolean isolating,
            List<Due> due,
            Map<String, MissedPolicies.Policy> policies)
            throws SQLException {
        List<Fire> fires = new ArrayList<>();
        Map<String, Long> skipped = new LinkedHashMap<>();
        Map<String, String> broken = new LinkedHashMap<>();
        for (Due schedule : due) {
            Passed passed;
            try {
                passed = passed(schedule, zone, now)
                        .by(policies.getOrDefault(schedule.name(), MissedPolicies.Policy.FIRE), now);
            } catch (SQLDataException e) {
                broken.put(schedule.name(), String.valueOf(e.getMessage()));
                continue;
            }
            try {
                fires.addAll(
                        isolating
                                ? session.atomically("firing a schedule", () -> fire(session, schedule, passed))
                                : fire(session, schedule, passed));
            } catch (SQLException e) {
                if (!isolating || !isOfOneSchedule(e)) {
                    throw e;
                }
                broken.put(schedule.name(), String.valueOf(e.getMessage()));
                continue;
            }
            if (passed.skipped() > 0) {
                skipped.put(schedule.name(), passed.skipped());
            }
        }
        if (!fires.isEmpty()) {
            FireTimes.forgetSome(session);
        }
        return new Ticked(fires, skipped, broken);
    }

    /** Whether a failure is about this schedule or its jobs, and not about the file, the schema or the transaction. */
    private static boolean isOfOneSchedule(SQLException e) {
        // why: what could not be undone, as after RAISE(ROLLBACK), took the whole transaction with it
        boolean isUndone = e.getSuppressed().length == 0;
        return isUndone
                && !Schema.isMissing(e)
                && switch (e.getErrorCode() & 0xff) {
                    case SQLITE_ERROR, SQLITE_TOOBIG, SQLITE_CONSTRAINT, SQLITE_MISMATCH -> true;
                    default -> false;
                };
    }

    private static List<Fire> fire(Session session, Due schedule, Passed passed) throws SQLException {
        List<Fire> fires = new ArrayList<>();
        for (long boundary : passed.boundaries()) {
            fires.add(fire(session, schedule, boundary));
        }
        session.update(ADVANCE, schedule.rowid(), passed.next());
        return fires;
    }

    private static Fire fire(Session session, Due schedule, long boundary) throws SQLException {
        long id = Jobs.enqueue(
                session,
                schedule.queue(),
                schedule.payload(),
                null,
                null,
                schedule.priority(),
                schedule.maxAttempts(),
                schedule.expires());
        FireTimes.note(session, id, schedule.name(), boundary);
        return new Fire(boundary, id, schedule.name(), schedule.queue());
    }

    /** The boundaries up to now, known in full before the first of them has an effect. */
    private static Passed passed(Due schedule, ZoneId zone, long now) throws SQLDataException {
        if (schedule.isSpoilt()) {
            throw Limits.refused("next_fire_at must be a number of seconds, but is of type " + schedule.boundaryType());
        }
        ScheduleExpression expression = ScheduleExpression.parse(schedule.cronExpr());
        List<Long> boundaries = new ArrayList<>();
        long next = schedule.nextFireAt();
        while (next <= now) {
            if (boundaries.size() == MOST_FIRES) {
                return beyondTheCap(expression, zone, boundaries, next, now);
            }
            boundaries.add(next);
            next = expression.next(next, zone);
        }
        return new Passed(boundaries, 0, next, boundaries.isEmpty() ? now : boundaries.get(boundaries.size() - 1));
    }

    private static Passed beyondTheCap(
            ScheduleExpression expression, ZoneId zone, List<Long> boundaries, long first, long now)
            throws SQLDataException {
        long count = 0;
        long latest = first;
        for (long next = first; next <= now && count < MOST_COUNTED; next = expression.next(next, zone)) {
            latest = next;
            count++;
        }
        return new Passed(boundaries, count, expression.next(now, zone), latest);
    }

    /**
     * What has passed.
     *
     * @param boundaries the first ones, at most as many as fire in one tick
     * @param skipped how many came behind those
     * @param next the one to come
     * @param latest the last one that has passed, or the last one counted
     */
    private record Passed(List<Long> boundaries, long skipped, long next, long latest) {

        Passed by(MissedPolicies.Policy policy, long now) {
            if (policy == MissedPolicies.Policy.FIRE || boundaries.isEmpty()) {
                return this;
            }
            long passed = boundaries.size() + skipped;
            boolean fires = policy == MissedPolicies.Policy.ONCE || now - latest <= ON_TIME_SECONDS;
            return new Passed(fires ? List.of(latest) : List.of(), fires ? passed - 1 : passed, next, latest);
        }
    }

    private record Due(
            long rowid,
            String name,
            String queue,
            String cronExpr,
            String payload,
            long priority,
            @Nullable Long expires,
            long nextFireAt,
            long maxAttempts,
            String boundaryType) {

        boolean isSpoilt() {
            return !boundaryType.equals("integer") && !boundaryType.equals("real");
        }

        static Due read(Session.Row row) throws SQLException {
            return new Due(
                    row.integer(1),
                    Texts.stored(row, 2),
                    Texts.stored(row, 3),
                    Texts.stored(row, 4),
                    Texts.stored(row, 5),
                    row.integer(6),
                    Limits.nearest(row.integerOrNull(7)),
                    row.integer(8),
                    row.integer(9),
                    Texts.stored(row, 10));
        }
    }
}
