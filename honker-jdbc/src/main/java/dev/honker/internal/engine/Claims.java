package dev.honker.internal.engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Claiming jobs; stateless. What a claim costs depends on what it returns, not on how
 * many jobs wait, are delayed, are held or are dead. It grows with the number of different priorities above the first due
 * job and with unswept expired jobs ahead of it; many lapsed claims are the business of {@link LapsedBacklog}.
 */
public final class Claims {

    /**
     * The due jobs in claim order from the ready index, level by level: {@code level} yields the queue's priorities from the
     * largest down, each found by one look into the index. NOT MATERIALIZED lets it run only as far as the LIMIT lets the join
     * ask, and CROSS JOIN keeps it the outer loop.
     */
    private static final String DUE = """
            SELECT * FROM (
              WITH RECURSIVE level(priority) AS NOT MATERIALIZED (
                SELECT * FROM (
                  SELECT priority FROM main._honker_live INDEXED BY _honker_live_ready
                  WHERE queue = ?1 AND state = 'pending' ORDER BY priority DESC LIMIT 1)
                UNION ALL
                SELECT (
                  SELECT priority FROM main._honker_live INDEXED BY _honker_live_ready
                  WHERE queue = ?1 AND state = 'pending' AND priority < level.priority
                  ORDER BY priority DESC LIMIT 1)
                FROM level WHERE level.priority IS NOT NULL)
              SELECT job.id, job.priority, job.run_at
              FROM level CROSS JOIN main._honker_live AS job INDEXED BY _honker_live_ready
              WHERE job.queue = ?1 AND job.state = 'pending' AND job.priority = level.priority
                AND job.run_at <= unixepoch() AND job.attempts < job.max_attempts
                AND (job.expires_at IS NULL OR job.expires_at > unixepoch())
              LIMIT ?3)
            """;

    /** The lapsed claims come from their deadlines. */
    private static final String LAPSED = """
            SELECT * FROM (
              SELECT id, priority, run_at FROM main._honker_live INDEXED BY _honker_live_processing_deadline
              WHERE queue = ?1 AND state = 'processing' AND claim_expires_at < unixepoch()
                AND attempts < max_attempts AND (expires_at IS NULL OR expires_at > unixepoch())
              ORDER BY priority DESC, run_at, id LIMIT ?3)
            """;

    /** The claim while no claim has lapsed, as nearly always. */
    static final ClaimText CLAIM_DUE = ClaimText.of(DUE);

    /** The claim among due jobs and lapsed claims. */
    static final ClaimText CLAIM =
            ClaimText.of(DUE + "UNION ALL " + LAPSED + "ORDER BY priority DESC, run_at, id LIMIT ?3");

    private static final Comparator<JobRow> BY_ID = Comparator.comparingLong(JobRow::id);

    private Claims() {}

    /**
     * Claims up to {@code n} available jobs of the queue, the first in {@link JobRow#CLAIM_ORDER}. Before that it makes every
     * available job whose attempts are used up a dead letter, also when {@code n} is 0; only if there is such a job does it
     * need more than one statement.
     *
     * @param n at most so many; 0 claims none; negative is refused
     * @param timeout seconds that the claim holds: to the end of the second {@code now + timeout}. 0 holds for the rest of
     *     this second; negative makes a claim that has lapsed already, which peers accept too: a timeout is not a time to live
     * @return the claimed jobs by ascending id, with the values that they have now
     */
    public static List<JobRow> claim(Session session, String queue, String worker, long n, long timeout)
            throws SQLException {
        return claim(session, queue, worker, n, timeout, true);
    }

    /** As {@link #claim}, but claims nothing while the queue is paused. */
    public static List<JobRow> claimUnlessPaused(Session session, String queue, String worker, long n, long timeout)
            throws SQLException {
        return claim(session, queue, worker, n, timeout, false);
    }

    private static List<JobRow> claim(
            Session session, String queue, String worker, long n, long timeout, boolean evenIfPaused)
            throws SQLException {
        Limits.rows("n", n);
        Limits.seconds("timeout_s", timeout);
        long lapsed = LapsedBacklog.look(session, queue);
        if (lapsed == LapsedBacklog.EXHAUSTED) {
            return session.atomically("honker_claim_batch", () -> {
                DeadLetters.moveExhausted(session, queue);
                return take(session, queue, worker, n, timeout, evenIfPaused, LapsedBacklog.look(session, queue));
            });
        }
        return take(session, queue, worker, n, timeout, evenIfPaused, lapsed);
    }

    private static List<JobRow> take(
            Session session, String queue, String worker, long n, long timeout, boolean evenIfPaused, long lapsed)
            throws SQLException {
        if (n == 0) {
            return List.of();
        }
        List<JobRow> claimed = lapsed >= LapsedBacklog.MANY
                ? LapsedBacklog.claim(session, queue, worker, n, timeout, evenIfPaused)
                : List.of();
        if (claimed.isEmpty()) {
            ClaimText text = lapsed == 0 ? CLAIM_DUE : CLAIM;
            claimed = text.run(session, queue, worker, n, timeout, evenIfPaused);
        }
        if (claimed.size() < 2) {
            return claimed;
        }
        // why: SQLite promises no order for RETURNING
        List<JobRow> sorted = new ArrayList<>(claimed);
        sorted.sort(BY_ID);
        return sorted;
    }
}
