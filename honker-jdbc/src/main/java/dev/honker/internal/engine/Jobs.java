package dev.honker.internal.engine;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Operations on jobs that need no claim; stateless, each one statement. */
public final class Jobs {

    /** When a job becomes due that is given a date and a delay, either of which may be null. */
    static final String RUN_AT = "coalesce(unixepoch() + ?4, ?3, unixepoch())";

    private static final String ENQUEUE =
            "INSERT INTO main._honker_live(queue, payload, run_at, priority, max_attempts,"
                    + " expires_at) VALUES (?1, ?2, " + RUN_AT + ", ?5, ?6, unixepoch() + ?7)";

    private static final String CANCEL =
            "DELETE FROM main._honker_live WHERE id = ?1 AND state IN ('pending', 'processing')";

    /** What expired or was exhausted may run once more; a late worker can't settle it, as its claim is taken off. */
    private static final String RUN_NOW = """
            UPDATE main._honker_live SET state = 'pending', worker_id = NULL, claim_expires_at = NULL,
              run_at = min(run_at, unixepoch()), max_attempts = max(max_attempts, attempts + 1),
              expires_at = CASE WHEN expires_at > unixepoch() THEN expires_at END
            WHERE id = ?1 AND (state = 'pending' OR state = 'processing' AND claim_expires_at < unixepoch())
            """;

    static final String GET = "SELECT " + JobRow.COLUMNS + " FROM main._honker_live WHERE id = ?1";

    /** Each arm reads one row from the front of a deadline index. */
    static final String NEXT_CLAIM_AT = """
            SELECT coalesce(min(at), 0) FROM (
              SELECT * FROM (
                SELECT run_at AS at FROM main._honker_live INDEXED BY _honker_live_pending_deadline
                WHERE queue = ?1 AND state = 'pending' AND run_at > unixepoch()
                  AND attempts < max_attempts AND (expires_at IS NULL OR expires_at > unixepoch())
                ORDER BY run_at LIMIT 1)
              UNION ALL
              SELECT * FROM (
                SELECT claim_expires_at + 1 FROM main._honker_live INDEXED BY _honker_live_processing_deadline
                WHERE queue = ?1 AND state = 'processing' AND claim_expires_at >= unixepoch()
                  AND attempts < max_attempts AND (expires_at IS NULL OR expires_at > unixepoch())
                ORDER BY claim_expires_at LIMIT 1))
            """;

    /** As {@link #NEXT_CLAIM_AT}, but from the very front, and with the jobs of which a claim makes dead letters. */
    static final String NEXT_DEADLINE = """
            SELECT min(at) FROM (
              SELECT * FROM (
                SELECT run_at AS at FROM main._honker_live INDEXED BY _honker_live_pending_deadline
                WHERE queue = ?1 AND state = 'pending' AND (expires_at IS NULL OR expires_at > unixepoch())
                ORDER BY run_at LIMIT 1)
              UNION ALL
              SELECT * FROM (
                SELECT claim_expires_at + 1 FROM main._honker_live INDEXED BY _honker_live_processing_deadline
                WHERE queue = ?1 AND state = 'processing' AND (expires_at IS NULL OR expires_at > unixepoch())
                ORDER BY claim_expires_at LIMIT 1))
            """;

    static final String HELD_COUNT = """
            SELECT count(*) FROM main._honker_live INDEXED BY _honker_live_processing_deadline
            WHERE queue = ?1 AND state = 'processing' AND claim_expires_at >= unixepoch()
            """;

    private Jobs() {}

    /**
     * Adds a pending job. Any text is accepted, also a negative priority, a date in the past, and a budget below 1, which the
     * first claim turns into a dead letter.
     *
     * @param runAt when it becomes due, seconds since 1970; null means now; ignored if {@code delay} is given
     * @param delay seconds from now until it becomes due, may be negative; null means none
     * @param expires seconds from now until nobody may claim it any more; 0 or less expires it at once; null means never
     * @return its id
     */
    public static long enqueue(
            Session session,
            String queue,
            String payload,
            @Nullable Long runAt,
            @Nullable Long delay,
            long priority,
            long maxAttempts,
            @Nullable Long expires)
            throws SQLException {
        Limits.seconds("delay", delay);
        Limits.seconds("expires", expires);
        return Inserted.id(session, ENQUEUE, queue, payload, runAt, delay, priority, maxAttempts, expires);
    }

    /**
     * Adds one pending job per payload, all alike, as one unit.
     *
     * @return their ids, in the order of the payloads
     * @see #enqueue
     */
    public static List<Long> enqueueAll(
            Session session,
            String queue,
            List<String> payloads,
            @Nullable Long runAt,
            @Nullable Long delay,
            long priority,
            long maxAttempts,
            @Nullable Long expires)
            throws SQLException {
        Limits.seconds("delay", delay);
        Limits.seconds("expires", expires);
        return Inserted.ids(
                session,
                "enqueueing jobs",
                ENQUEUE,
                payloads,
                1,
                queue,
                null,
                runAt,
                delay,
                priority,
                maxAttempts,
                expires);
    }

    /** Deletes a live job, whoever holds it. Returns whether there was one. */
    public static boolean cancel(Session session, long id) throws SQLException {
        return session.update(CANCEL, id) > 0;
    }

    /** Makes a live job that nobody holds due now, with an attempt left. Returns whether there was one. */
    public static boolean runNow(Session session, long id) throws SQLException {
        return session.update(RUN_NOW, id) > 0;
    }

    /** Reads a live job of any queue; empty if it was acknowledged, cancelled, is dead or never was. */
    public static Optional<JobRow> get(Session session, long id) throws SQLException {
        List<JobRow> rows = session.query(GET, JobRow::read, id);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0));
    }

    /**
     * When a job of the queue that is not available now becomes so by the clock alone. Reads one row per kind, and those
     * before it that do not count: held jobs on their last attempt, and delayed ones that are exhausted or expired.
     *
     * @return seconds since 1970; 0 if there is none. Jobs available at this moment do not count
     */
    public static long nextClaimAt(Session session, String queue) throws SQLException {
        Long at = session.queryLong(NEXT_CLAIM_AT, queue);
        return at == null ? 0 : at;
    }

    /**
     * From when on a claim of the queue changes something, be it that it returns a job or that it makes a dead letter of one
     * whose attempts are used up. Unlike {@link #nextClaimAt} jobs available now count too. Reads one
     * row per kind, and the expired ones before it.
     *
     * @return seconds since 1970, in the past if a claim is worth while now; null if the clock alone never makes it so
     */
    public static @Nullable Long nextDeadline(Session session, String queue) throws SQLException {
        return session.queryLong(NEXT_DEADLINE, queue);
    }

    /** How many jobs of the queue are held by a claim that has not lapsed. Reads an index entry for each. */
    public static long heldCount(Session session, String queue) throws SQLException {
        Long count = session.queryLong(HELD_COUNT, queue);
        return count == null ? 0 : count;
    }
}
