package dev.honker.internal.engine;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Moving jobs to {@code _honker_dead}; stateless. A move copies, then deletes exactly
 * what it copied, inside one unit of the caller. A dead letter that already has the job's id, which only a reset of SQLite's
 * sequence makes possible, is replaced: the job that died last is kept and none is lost.
 */
public final class DeadLetters {

    private static final String EXHAUSTED = """
            INDEXED BY _honker_live_exhausted
            WHERE queue = ?1 AND attempts >= max_attempts
              AND CASE state WHEN 'pending' THEN run_at ELSE claim_expires_at + 1 END <= unixepoch()
              AND (expires_at IS NULL OR expires_at > unixepoch())
            """;

    private static final String IS_EXPIRED = """
            state IN ('pending', 'processing') AND expires_at <= unixepoch()
              AND (state = 'pending' OR claim_expires_at < unixepoch())
            """;

    private static final String EXPIRED = "INDEXED BY _honker_live_expiry WHERE queue = ?1 AND " + IS_EXPIRED;

    private static final String HELD = "WHERE id = ?1 AND worker_id = ?2 AND claim_expires_at >= unixepoch()\n";

    /** Also past its time, as {@link ClaimedJobs} explains. */
    private static final String CLAIMED = "WHERE id = ?1 AND worker_id = ?2 AND attempts = ?3\n";

    private static final String UPSERT = """
            ON CONFLICT(id) DO UPDATE SET queue = excluded.queue, payload = excluded.payload,
              priority = excluded.priority, run_at = excluded.run_at, attempts = excluded.attempts,
              max_attempts = excluded.max_attempts, last_error = excluded.last_error,
              created_at = excluded.created_at, died_at = excluded.died_at
            RETURNING id
            """;

    static final String EXHAUSTED_EXISTS = exists(EXHAUSTED);
    static final String EXPIRED_EXISTS = exists(EXPIRED);
    static final String COPY_EXHAUSTED = copy("'max attempts exceeded'", EXHAUSTED);
    private static final String COPY_EXPIRED = copy("'expired'", EXPIRED);
    private static final String COPY_EXPIRED_THESE =
            copy("'expired'", "WHERE " + IS_EXPIRED + "AND id IN (SELECT value FROM json_each(?1))\n");
    private static final String COPY_HELD = copy("?3", HELD);
    static final String COPY_CLAIMED = copy("?4", CLAIMED);
    private static final String COPY_CLAIMED_LAST =
            copy("?4", CLAIMED + "AND state = 'processing' AND attempts >= max_attempts\n");

    static final String DELETE = "DELETE FROM main._honker_live WHERE id IN (SELECT value FROM json_each(?1))";

    private DeadLetters() {}

    /**
     * Makes, as one unit as the SQL function does, every job of the queue that is past its {@code expires_at} and that nobody holds a dead letter: pending ones and,
     * unlike the reference implementation, those whose claim lapsed.
     *
     * @return how many
     */
    public static long sweepExpired(Session session, String queue) throws SQLException {
        if (!isTrue(session.queryLong(EXPIRED_EXISTS, queue))) {
            return 0;
        }
        return session.atomically("honker_sweep_expired", () -> move(session, COPY_EXPIRED, queue));
    }

    /** The sweep that does as {@link #sweepExpired}; {@code queue} is null for all queues. */
    public static Sweep sweepingExpired(@Nullable String queue) {
        return new ExpiredJobs(queue);
    }

    /** Moves those of a JSON array of ids that have expired; to be called inside a unit. */
    static long moveExpired(Session session, String ids) throws SQLException {
        return move(session, COPY_EXPIRED_THESE, ids);
    }

    /** Moves the available jobs of the queue that have no attempt left; to be called inside a unit. */
    static void moveExhausted(Session session, String queue) throws SQLException {
        move(session, COPY_EXHAUSTED, queue);
    }

    /** Moves one job if the worker holds it; to be called inside a unit. */
    static boolean moveHeld(Session session, long id, String worker, String error) throws SQLException {
        return move(session, COPY_HELD, id, worker, error) > 0;
    }

    /** Moves one job if this very claim of it holds; to be called inside a unit. */
    static boolean moveClaimed(Session session, long id, String worker, long attempts, String error)
            throws SQLException {
        return move(session, COPY_CLAIMED, id, worker, attempts, error) > 0;
    }

    /** Moves one job if this very claim of it holds and is its last; to be called inside a unit. */
    static boolean moveExhaustedClaim(Session session, long id, String worker, long attempts, String error)
            throws SQLException {
        return move(session, COPY_CLAIMED_LAST, id, worker, attempts, error) > 0;
    }

    private static long move(Session session, String copy, @Nullable Object... parameters) throws SQLException {
        List<Long> ids = session.query(copy, row -> row.integer(1), parameters);
        if (!ids.isEmpty()) {
            // why: by id and not by the condition again, whose "now" may have moved on since the copy
            session.update(DELETE, ids.toString());
        }
        return ids.size();
    }

    private static boolean isTrue(@Nullable Long value) {
        return value != null && value != 0;
    }

    private static String exists(String condition) {
        return "SELECT EXISTS (SELECT 1 FROM main._honker_live " + condition + ")";
    }

    private static String copy(String error, String condition) {
        return "INSERT INTO main._honker_dead(id, queue, payload, priority, run_at, max_attempts, attempts, created_at,"
                + " last_error) SELECT id, queue, payload, priority, run_at, max_attempts, attempts, created_at, "
                + error + " FROM main._honker_live " + condition + UPSERT;
    }
}
