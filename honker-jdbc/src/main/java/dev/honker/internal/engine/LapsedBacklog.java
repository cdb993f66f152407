package dev.honker.internal.engine;

import java.sql.SQLException;
import java.util.List;

/**
 * Claiming while very many claims have lapsed, as after the end of a process that held thousands;
 * stateless. To sort them all for each claim would make the recovery quadratic. What is wanted usually stands at the front of
 * the queue: if enough of it is found among the first rows in claim order, it is exactly what the full claim would take.
 */
final class LapsedBacklog {

    /** From so many lapsed claims on, a look at the front costs less than sorting them. */
    static final int MANY = 128;

    /** How far from the front the look goes. */
    static final int FRONT = 1000;

    /** What {@link #look} says of a queue that has jobs without attempts left. */
    static final long EXHAUSTED = -1;

    /** Both questions in one, because every claim asks them first. */
    static final String LOOK = "SELECT CASE WHEN (" + DeadLetters.EXHAUSTED_EXISTS + ") THEN " + EXHAUSTED + """
             ELSE (
              SELECT count(*) FROM (
                SELECT 1 FROM main._honker_live INDEXED BY _honker_live_processing_deadline
                WHERE queue = ?1 AND state = 'processing' AND claim_expires_at < unixepoch() LIMIT ?2)) END
            """;

    private static final String AVAILABLE_AT_THE_FRONT = """
            SELECT id FROM (
              SELECT id, state, run_at, claim_expires_at, expires_at, attempts, max_attempts
              FROM main._honker_live INDEXED BY _honker_live_claim
              WHERE queue = ?1 AND state IN ('pending', 'processing')
              ORDER BY priority DESC, run_at, id LIMIT\s""" + FRONT + """
            )
            WHERE (state = 'pending' AND run_at <= unixepoch() OR state = 'processing' AND claim_expires_at < unixepoch())
              AND attempts < max_attempts AND (expires_at IS NULL OR expires_at > unixepoch())
            LIMIT ?3
            """;

    static final String FOUND = "SELECT count(*) FROM (" + AVAILABLE_AT_THE_FRONT + ")";

    static final ClaimText CLAIM = ClaimText.of(AVAILABLE_AT_THE_FRONT);

    private LapsedBacklog() {}

    /**
     * What a claim has to reckon with.
     *
     * @return {@link #EXHAUSTED} if dead letters have to be made, else the number of lapsed claims, {@link #MANY} at most
     */
    static long look(Session session, String queue) throws SQLException {
        Long found = session.queryLong(LOOK, queue, (long) MANY);
        return found == null ? 0 : found;
    }

    /** Claims {@code n} jobs if so many stand near the front; returns none if they do not. */
    static List<JobRow> claim(Session session, String queue, String worker, long n, long timeout, boolean evenIfPaused)
            throws SQLException {
        Long found = n > FRONT ? null : session.queryLong(FOUND, queue, null, n);
        if (found == null || found < n) {
            return List.of();
        }
        return CLAIM.run(session, queue, worker, n, timeout, evenIfPaused);
    }
}
