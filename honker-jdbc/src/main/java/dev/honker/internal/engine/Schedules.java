package dev.honker.internal.engine;

import dev.honker.internal.engine.cron.ScheduleExpression;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeping schedules (contract.md 4.6 except tick); stateless, no operation needs a savepoint. */
public final class Schedules {

    /** The budget of a schedule's jobs if none was given. */
    public static final long DEFAULT_MAX_ATTEMPTS = 3;

    private static final String NOW = "SELECT unixepoch()";

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

    private static final String PAUSE =
            "UPDATE main._honker_scheduler_tasks SET enabled = 0 WHERE name = ?1 AND enabled = 1";

    private static final String RESUME =
            "UPDATE main._honker_scheduler_tasks SET enabled = 1 WHERE name = ?1 AND enabled = 0";

    private static final String LIST =
            "SELECT " + ScheduleRow.COLUMNS + " FROM main._honker_scheduler_tasks ORDER BY name";

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
     * When an expression matches next (contract.md 5).
     *
     * @param from seconds since 1970; the result is later
     * @throws SQLException with a text of contract.md 5.6 if the expression is not valid or never matches
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
        long nextFireAt = next(cronExpr, now(session), zone);
        session.update(
                REGISTER, name, queue, cronExpr, payload, priority, expires, nextFireAt, Math.max(1, maxAttempts));
    }

    /** Deletes a schedule and returns how many rows that were, 0 or 1. */
    public static long unregister(Session session, String name) throws SQLException {
        return session.update(UNREGISTER, name);
    }

    /** The earliest next boundary of the schedules that are not paused, seconds since 1970; 0 if there is none. */
    public static long soonest(Session session) throws SQLException {
        Long at = session.queryLong(SOONEST);
        return at == null ? 0 : at;
    }

    /** Pauses a schedule; its next boundary stays. Returns whether it was running. */
    public static boolean pause(Session session, String name) throws SQLException {
        return session.update(PAUSE, name) > 0;
    }

    /** Lets a schedule run again; boundaries missed meanwhile fire at the next tick. Returns whether it was paused. */
    public static boolean resume(Session session, String name) throws SQLException {
        return session.update(RESUME, name) > 0;
    }

    /** All schedules by name, paused ones too. */
    public static List<ScheduleRow> list(Session session) throws SQLException {
        return session.query(LIST, ScheduleRow::read);
    }

    /**
     * Changes a schedule by one statement; a new expression also sets the next boundary.
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
                        cronExpr,
                        cronExpr == null ? null : (Long) next(cronExpr, now(session), zone))
                > 0;
    }

    private static long now(Session session) throws SQLException {
        Long now = session.queryLong(NOW);
        if (now == null) {
            throw new SQLException("honker: SQLite has no unixepoch(); it must be 3.38 or newer", "0A000", 1);
        }
        return now;
    }
}
