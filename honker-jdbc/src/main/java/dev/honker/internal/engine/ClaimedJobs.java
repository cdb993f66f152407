package dev.honker.internal.engine;

import java.sql.SQLException;

/**
 * What a worker does with one claim of a job; stateless. Unlike {@link HeldJobs} these compare the
 * attempts too, so that a handle of an earlier claim stays useless when the same worker claims the job again. The
 * statement that writes checks that the claim still holds.
 *
 * <p>A claim holds here until somebody else has the job, also past its time: whoever takes a lapsed claim counts the attempts up, so a row
 * with this worker and this attempt was taken by nobody. What its holder did is done, and to refuse its end would only run it again.
 */
public final class ClaimedJobs {

    private static final String CLAIMED = """
            id = ?1 AND worker_id = ?2 AND attempts = ?3
            """;

    static final String ACK = "DELETE FROM main._honker_live WHERE " + CLAIMED;

    static final String HEARTBEAT =
            "UPDATE main._honker_live SET claim_expires_at = unixepoch() + ?4 WHERE state = 'processing' AND "
                    + CLAIMED;

    static final String BEAT = "UPDATE main._honker_live SET claim_expires_at = max(claim_expires_at, unixepoch() + ?4)"
            + " WHERE state = 'processing' AND " + CLAIMED;

    static final String REVIVE = """
            UPDATE main._honker_live SET claim_expires_at = unixepoch() + ?4
            WHERE state = 'processing' AND id = ?1 AND worker_id = ?2 AND attempts = ?3
              AND claim_expires_at < unixepoch()""";

    static final String RETRY = """
            UPDATE main._honker_live
            SET state = 'pending', run_at = unixepoch() + ?4, worker_id = NULL, claim_expires_at = NULL
            WHERE state = 'processing' AND attempts < max_attempts AND\s""" + CLAIMED;

    static final String RELEASE = """
            UPDATE main._honker_live
            SET state = 'pending', attempts = max(attempts - 1, 0), worker_id = NULL, claim_expires_at = NULL
            WHERE state = 'processing' AND\s""" + CLAIMED;

    private ClaimedJobs() {}

    /** What became of a job that was given back. */
    public enum Retried {
        /** It will be run again. */
        RETRIED,
        /** Its attempts were used up: it is a dead letter with the error text. */
        DEAD,
        /** The claim does not hold any more; nothing was done. */
        LOST
    }

    /** Deletes a job that is done, by one statement. Returns whether the claim held. */
    public static boolean ack(Session session, long id, String worker, long attempts) throws SQLException {
        return session.update(ACK, id, worker, attempts) > 0;
    }

    /**
     * Sets the claim to end {@code extend} seconds from now, which may be sooner than before; negative lets it lapse at once.
     *
     * @return whether the claim held
     */
    public static boolean heartbeat(Session session, long id, String worker, long attempts, long extend)
            throws SQLException {
        Limits.seconds("extend_s", extend);
        return session.update(HEARTBEAT, id, worker, attempts, extend) > 0;
    }

    /**
     * Has the claim hold for {@code extend} seconds from now at least; one that holds for longer stays as it is.
     *
     * @return whether the claim held
     */
    public static boolean beat(Session session, long id, String worker, long attempts, long extend)
            throws SQLException {
        Limits.seconds("extend_s", extend);
        return session.update(BEAT, id, worker, attempts, extend) > 0;
    }

    /**
     * Takes a claim up again that has lapsed, if nobody else has the job yet. Only for a clock that is set by hand: a worker that
     * lives would have extended the claim in the time that was passed over.
     */
    public static void revive(Session session, long id, String worker, long attempts, long extend) throws SQLException {
        session.update(REVIVE, id, worker, attempts, extend);
    }

    /**
     * Gives a job back to be run again, or makes it a dead letter if its attempts are used up. With attempts left it is one
     * statement and the error text is not kept.
     *
     * @param delay seconds until the job is due again; 0 or less means at once
     */
    public static Retried retry(Session session, long id, String worker, long attempts, long delay, String error)
            throws SQLException {
        Limits.seconds("delay_s", delay);
        if (session.update(RETRY, id, worker, attempts, delay) > 0) {
            return Retried.RETRIED;
        }
        boolean died = session.atomically(
                "retrying a job", () -> DeadLetters.moveExhaustedClaim(session, id, worker, attempts, error));
        return died ? Retried.DEAD : Retried.LOST;
    }

    /** Makes a job a dead letter whatever attempts it has left. Returns whether the claim held. */
    public static boolean fail(Session session, long id, String worker, long attempts, String error)
            throws SQLException {
        return session.atomically("failing a job", () -> DeadLetters.moveClaimed(session, id, worker, attempts, error));
    }

    /**
     * Gives a job back that was never begun: it is pending as before the claim, which costs no attempt.
     *
     * @return whether the claim held
     */
    public static boolean release(Session session, long id, String worker, long attempts) throws SQLException {
        return session.update(RELEASE, id, worker, attempts) > 0;
    }
}
