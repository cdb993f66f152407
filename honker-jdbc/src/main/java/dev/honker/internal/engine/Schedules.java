package dev.honker.internal.engine;

import dev.honker.internal.cron.ScheduleExpression;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeping schedules; stateless. */
public final class Schedules {

    /** The budget of a schedule's jobs if none was given. */
    public static final long DEFAULT_MAX_ATTEMPTS = 3;

    private static final String REGISTER = """
            INSERT INTO main._honker_scheduler_tasks(
              name, queue, cron_expr, payload, priority, expires_s, next_fire_at, max_attempts)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            ON CONFLICT(name) DO UPDATE SET queue = excluded.queue, cron_expr = excluded.cron_expr,
              payload = excluded.payload, priority = excluded.priority, expires_s = excluded.expires_s,
              next_fire_at = excluded.next_fire_at, max_attempts = excluded.max_attempts
            """;

    private static final String UNREGISTER = "DELETE FROM main._honker_scheduler_tasks WHERE name = ?1";

    private static final String SOONEST =
            "SELECT coalesce(min(next_fire_at), 0) FROM main._honker_scheduler_tasks WHERE enabled = 1";

    /** Text and BLOBs, which SQLite has behind every number. */
    private static final String IS_SPOILT = "typeof(next_fire_at) NOT IN ('integer', 'real')";

    /** What a tick at the moment {@code ?1} looks at: a boundary that is no number comes up at once, to be told of. */
    static final String IS_DUE = "enabled = 1 AND (next_fire_at <= ?1 OR " + IS_SPOILT + ")";

    private static final String SOONEST_AFTER = "SELECT min(next_fire_at) FROM main._honker_scheduler_tasks"
            + " WHERE enabled = 1 AND next_fire_at > ?1 AND NOT " + IS_SPOILT;

    private static final String DUE =
            "SELECT name, cron_expr, next_fire_at FROM main._honker_scheduler_tasks WHERE " + IS_DUE;

    private static final String SPOILT = "SELECT 1 FROM main._honker_scheduler_tasks WHERE name = ?1 AND " + IS_SPOILT;

    private static final String PAUSE =
            "UPDATE main._honker_scheduler_tasks SET enabled = 0 WHERE name = ?1 AND enabled = 1";

    private static final String RESUME =
            "UPDATE main._honker_scheduler_tasks SET enabled = 1 WHERE name = ?1 AND enabled = 0";

    private static final String LIST =
            "SELECT " + ScheduleRow.COLUMNS + " FROM main._honker_scheduler_tasks ORDER BY name";

    private static final String GET =
            "SELECT " + ScheduleRow.COLUMNS + " FROM main._honker_scheduler_tasks WHERE name = ?1";

    /** Changes nothing, but takes the write lock before anything is read. */
    private static final String HOLD = "UPDATE main._honker_scheduler_tasks SET name = name WHERE name = ?1";

    private static final String MOVE = "UPDATE main._honker_scheduler_tasks SET next_fire_at = ?2 WHERE name = ?1";

    private static final String EXISTS = "SELECT 1 FROM main._honker_scheduler_tasks WHERE name = ?1";

    private static final String UPDATE = """
            UPDATE main._honker_scheduler_tasks
            SET payload = coalesce(?2, payload), priority = coalesce(?3, priority),
              expires_s = CASE WHEN ?5 THEN ?4 ELSE expires_s END,
              max_attempts = CASE WHEN ?7 THEN ?6 ELSE max_attempts END,
              cron_expr = coalesce(?8, cron_expr), next_fire_at = coalesce(?9, next_fire_at)
            WHERE name = ?1
            """;

    private Schedules() {}

    /**
     * When an expression matches next.
     *
     * @param from seconds since 1970; the result is later
     * @throws SQLException with the text that all languages have for it if the expression is not valid or never matches
     */
    public static long next(String expression, long from, ZoneId zone) throws SQLException {
        return ScheduleExpression.parse(expression).next(from, zone);
    }

    /**
     * Adds a schedule, or replaces all of it but {@code enabled}; either way its next boundary is the first after now.
     *
     * @param expires seconds from their enqueueing until its jobs expire; null means never
     * @param maxAttempts of its jobs; below 1 means 1
     */
    public static void register(
            Session session,
            ZoneId zone,
            String name,
            String queue,
            String cronExpr,
            String payload,
            long priority,
            @Nullable Long expires,
            long maxAttempts)
            throws SQLException {
        Limits.seconds("expires_s", expires);
        ScheduleExpression expression = ScheduleExpression.parse(cronExpr);
        holding(
                session,
                "registering a schedule",
                name,
                () -> session.update(
                        REGISTER,
                        name,
                        queue,
                        cronExpr,
                        payload,
                        priority,
                        expires,
                        expression.next(session.now(), zone),
                        Math.max(1, maxAttempts)));
    }

    /**
     * Runs work that asks for the time and then writes by one statement, when it has the write lock: what it has waited for may
     * have fired the very boundary that an earlier second would lead to.
     */
    private static long holding(Session session, String what, String name, Session.Work<Long> work)
            throws SQLException {
        try {
            return session.atomically(what, () -> {
                session.update(HOLD, name);
                return work.run();
            });
        } catch (AtomicityRefusedException e) {
            // why: the statement around us writes, so it has the lock, and one statement needs no savepoint
            return work.run();
        }
    }

    /**
     * Adds a schedule, or changes the one of the name to what the definition says, as one unit. An expression that stays the same
     * keeps its next boundary, and {@code enabled} stays in any case.
     *
     * @return false if it was there already like this: then nothing was written
     */
    public static boolean add(Session session, ZoneId zone, ScheduleDefinition definition) throws SQLException {
        Limits.seconds("expires_s", definition.expiresSeconds());
        // why first: most programs add what is there, and need no lock for it
        if (boundaryToWrite(session, zone, definition) == null) {
            return false;
        }
        return session.atomically("adding a schedule", () -> {
            session.update(HOLD, definition.name());
            Long nextFireAt = boundaryToWrite(session, zone, definition);
            if (nextFireAt == null) {
                return false;
            }
            session.update(
                    REGISTER,
                    definition.name(),
                    definition.queue(),
                    definition.cronExpr(),
                    definition.payload(),
                    definition.priority(),
                    definition.expiresSeconds(),
                    nextFireAt,
                    definition.maxAttempts());
            return true;
        });
    }

    /** As {@link #add(Session, ZoneId, ScheduleDefinition)}, with what becomes of missed boundaries. */
    public static boolean add(Session session, ZoneId zone, ScheduleDefinition definition, MissedPolicies.Policy missed)
            throws SQLException {
        if (boundaryToWrite(session, zone, definition) == null
                && MissedPolicies.of(session, definition.name()) == missed) {
            return false;
        }
        return session.atomically("adding a schedule", () -> {
            boolean added = add(session, zone, definition);
            return MissedPolicies.set(session, definition.name(), missed) | added;
        });
    }

    /** The next boundary that the schedule is to be written with; null if its row is as it is to be. */
    private static @Nullable Long boundaryToWrite(Session session, ZoneId zone, ScheduleDefinition definition)
            throws SQLException {
        long now = session.now();
        Optional<ScheduleRow> found = get(session, definition.name());
        if (found.isEmpty()
                || !found.get().cronExpr().equals(definition.cronExpr())
                || session.queryLong(SPOILT, definition.name()) != null) {
            return next(definition.cronExpr(), now, zone);
        }
        ScheduleRow row = found.get();
        long nextFireAt = KeptBoundary.of(definition.cronExpr(), row.nextFireAt(), now, zone);
        boolean same =
                nextFireAt == row.nextFireAt() && ScheduleDefinition.of(row).equals(definition);
        return same ? null : (Long) nextFireAt;
    }

    /** Deletes a schedule and returns how many rows that were, 0 or 1. */
    public static long unregister(Session session, String name) throws SQLException {
        // why no more: a row of a policy without a schedule counts for nothing, and the next tick deletes it
        return session.update(UNREGISTER, name);
    }

    /** The earliest next boundary of the schedules that are not paused, seconds since 1970; 0 if there is none. */
    public static long soonest(Session session) throws SQLException {
        Long at = session.queryLong(SOONEST);
        return at == null ? 0 : at;
    }

    /** The earliest next boundary after a moment of the schedules that are not paused, seconds since 1970; null if there is none. */
    public static @Nullable Long soonestAfter(Session session, long moment) throws SQLException {
        Long soonest = session.queryLong(SOONEST_AFTER, moment);
        // why: a fraction of a second after the moment is read as the moment itself
        return soonest == null ? null : (Long) Math.max(soonest, moment + 1);
    }

    /** What a tick at this moment would try to fire. */
    public static List<Due> due(Session session, long moment) throws SQLException {
        return session.query(DUE, row -> new Due(Texts.stored(row, 1), Texts.stored(row, 2), row.integer(3)), moment);
    }

    /** A schedule that is due, as far as it says whether it can be advanced; immutable. */
    public record Due(String name, String cronExpr, long nextFireAt) {}

    /** Pauses a schedule; its next boundary stays. Returns whether it was running. */
    public static boolean pause(Session session, String name) throws SQLException {
        return session.update(PAUSE, name) > 0;
    }

    /** Lets a schedule run again; boundaries missed meanwhile fire at the next tick. Returns whether it was paused. */
    public static boolean resume(Session session, String name) throws SQLException {
        return session.update(RESUME, name) > 0;
    }

    /**
     * Lets a schedule run again from its first boundary after now on, as one unit; those missed meanwhile never fire.
     *
     * @return whether it was paused
     */
    public static boolean resumeWithoutMissed(Session session, ZoneId zone, String name) throws SQLException {
        return session.atomically("resuming a schedule", () -> {
            if (!resume(session, name)) {
                return false;
            }
            long now = session.now();
            Optional<ScheduleRow> row = get(session, name);
            if (row.isPresent() && row.get().nextFireAt() <= now) {
                session.update(MOVE, name, next(row.get().cronExpr(), now, zone));
            }
            return true;
        });
    }

    /**
     * Lets a schedule run again and does with the boundaries missed meanwhile as the policy says, now and as one unit.
     *
     * @return whether it was paused
     */
    public static boolean resume(Session session, ZoneId zone, String name, MissedPolicies.Policy missed)
            throws SQLException {
        if (missed == MissedPolicies.Policy.SKIP) {
            return resumeWithoutMissed(session, zone, name);
        }
        return session.atomically("resuming a schedule", () -> {
            if (!resume(session, name)) {
                return false;
            }
            if (MissedPolicies.of(session, name) != missed) {
                ScheduleTick.fireMissed(session, zone, session.now(), name, missed);
            }
            return true;
        });
    }

    /** Changes what becomes of the boundaries that a schedule misses. Returns whether there is one of the name. */
    public static boolean setMissed(Session session, String name, MissedPolicies.Policy missed) throws SQLException {
        return session.atomically("updating a schedule", () -> {
            boolean exists = session.queryLong(EXISTS, name) != null;
            if (exists) {
                MissedPolicies.set(session, name, missed);
            }
            return exists;
        });
    }

    /**
     * Adds one pending job as the schedule does at a boundary, now; the schedule stays as it is.
     *
     * @return its id; null if there is no such schedule
     */
    public static @Nullable Long runNow(Session session, String name) throws SQLException {
        return session.<Optional<Long>>atomically("running a schedule now", () -> {
                    session.update(HOLD, name);
                    Optional<ScheduleRow> found = get(session, name);
                    if (found.isEmpty()) {
                        return Optional.empty();
                    }
                    ScheduleRow row = found.get();
                    return Optional.of(Jobs.enqueue(
                            session,
                            row.queue(),
                            row.payload(),
                            null,
                            null,
                            row.priority(),
                            row.maxAttempts(),
                            Limits.nearest(row.expiresSeconds())));
                })
                .orElse(null);
    }

    /** The schedule of a name; empty if there is none. */
    public static Optional<ScheduleRow> get(Session session, String name) throws SQLException {
        List<ScheduleRow> rows = session.query(GET, ScheduleRow::read, name);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0));
    }

    /** All schedules by name, paused ones too. */
    public static List<ScheduleRow> list(Session session) throws SQLException {
        return session.query(LIST, ScheduleRow::read);
    }

    /**
     * Changes a schedule; a new expression also sets the next boundary, to the first after now.
     *
     * @return false if there is no such schedule, or nothing to change
     */
    public static boolean update(Session session, ZoneId zone, ScheduleChange change) throws SQLException {
        if (change.touchExpires()) {
            Limits.seconds("expires_s", change.expiresSeconds());
        }
        if (session.queryLong(EXISTS, change.name()) == null || change.isEmpty()) {
            return false;
        }
        String cronExpr = change.cronExpr();
        if (cronExpr == null) {
            return update(session, change, null) > 0;
        }
        ScheduleExpression expression = ScheduleExpression.parse(cronExpr);
        return holding(
                        session,
                        "updating a schedule",
                        change.name(),
                        () -> update(session, change, expression.next(session.now(), zone)))
                > 0;
    }

    /** As {@link #update(Session, ZoneId, ScheduleChange)}, and sets what becomes of missed boundaries, as one unit; null leaves it. */
    public static boolean update(
            Session session, ZoneId zone, ScheduleChange change, MissedPolicies.@Nullable Policy missed)
            throws SQLException {
        if (missed == null) {
            return update(session, zone, change);
        }
        return session.atomically("updating a schedule", () -> {
            boolean exists = setMissed(session, change.name(), missed);
            return exists && (change.isEmpty() || update(session, zone, change));
        });
    }

    private static long update(Session session, ScheduleChange change, @Nullable Long nextFireAt) throws SQLException {
        Long maxAttempts = change.maxAttempts();
        return session.update(
                UPDATE,
                change.name(),
                change.payload(),
                change.priority(),
                change.expiresSeconds(),
                change.touchExpires() ? 1L : 0L,
                maxAttempts == null ? DEFAULT_MAX_ATTEMPTS : Math.max(1, maxAttempts),
                change.touchMaxAttempts() ? 1L : 0L,
                change.cronExpr(),
                nextFireAt);
    }
}
