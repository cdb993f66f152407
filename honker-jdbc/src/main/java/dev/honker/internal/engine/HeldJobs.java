package dev.honker.internal.engine;

import java.sql.SQLException;

/**
 * What a worker does with the jobs it holds; stateless. A worker holds a job while the row bears its
 * id and the claim has not lapsed; the statement that writes checks it. None of them looks at the queue.
 */
public final class HeldJobs {

    private static final String HELD_BY = "worker_id = ?2 AND claim_expires_at >= unixepoch()";

    static final String ACK = "DELETE FROM main._honker_live WHERE id = ?1 AND " + HELD_BY;

    static final String ACK_BATCH =
            "DELETE FROM main._honker_live WHERE id IN (SELECT value FROM json_each(?1)) AND " + HELD_BY;

    private static final String HEARTBEAT =
            "UPDATE main._honker_live SET claim_expires_at = unixepoch() + ?3 WHERE id = ?1 AND state = 'processing' AND "
                    + HELD_BY;

    static final String RETRY = """
            UPDATE main._honker_live
            SET state = 'pending', run_at = unixepoch() + ?3, worker_id = NULL, claim_expires_at = NULL
            WHERE id = ?1 AND state = 'processing' AND attempts < max_attempts AND\s""" + HELD_BY;

    private static final String EXHAUSTED =
            "SELECT 1 FROM main._honker_live WHERE id = ?1 AND state = 'processing' AND attempts >= max_attempts AND "
                    + HELD_BY;

    static final String RELEASE = """
            UPDATE main._honker_live
            SET state = 'pending', attempts = max(attempts - 1, 0), worker_id = NULL, claim_expires_at = NULL
            WHERE id = ?1 AND state = 'processing' AND\s""" + HELD_BY;

    private HeldJobs() {}

    /** Deletes a job that is done. Returns whether the worker held it. */
    public static boolean ack(Session session, long id, String worker) throws SQLException {
        return session.update(ACK, id, worker) > 0;
    }

    /**
     * Deletes jobs that are done; ids that the worker does not hold are skipped.
     *
     * @param ids a JSON array of ids; SQLite's own error {@code malformed JSON} if it is not JSON
     * @return how many were deleted
     */
    public static long ackBatch(Session session, String ids, String worker) throws SQLException {
        return session.update(ACK_BATCH, ids, worker);
    }

    /**
     * Sets the claim to end {@code extend} seconds from now, which may be sooner than before; negative lets it lapse at once.
     *
     * @return whether the worker held the job
     */
    public static boolean heartbeat(Session session, long id, String worker, long extend) throws SQLException {
        Limits.seconds("extend_s", extend);
        return session.update(HEARTBEAT, id, worker, extend) > 0;
    }

    /**
     * Gives a job back that was never begun, as at the end of a worker: it is pending as before the claim, which costs no
     * attempt.
     *
     * @return whether the worker held it
     */
    public static boolean release(Session session, long id, String worker) throws SQLException {
        return session.update(RELEASE, id, worker) > 0;
    }

    /**
     * Gives a job back to be run again, or makes it a dead letter if its attempts are used up. With attempts left it is one
     * statement and the error text is not kept.
     *
     * @param delay seconds until the job is due again; 0 or less means at once
     * @return whether the worker held the job
     */
    public static boolean retry(Session session, long id, String worker, long delay, String error) throws SQLException {
        Limits.seconds("delay_s", delay);
        if (session.update(RETRY, id, worker, delay) > 0) {
            return true;
        }
        return session.queryLong(EXHAUSTED, id, worker) != null
                && session.atomically("honker_retry", () -> DeadLetters.moveHeld(session, id, worker, error));
    }

    /** Makes a job a dead letter whatever attempts it has left. Returns whether the worker held it. */
    public static boolean fail(Session session, long id, String worker, String error) throws SQLException {
        return session.atomically("honker_fail", () -> DeadLetters.moveHeld(session, id, worker, error));
    }
}
