package dev.honker.internal.engine;

import java.sql.SQLException;
import java.util.List;

/**
 * The statement that claims the jobs which a query chooses, in two forms; immutable. The query's parameters: ?1 the queue, ?3
 * how many.
 *
 * @param always claims whatever the query chooses, as peers expect it of the SQL function
 * @param unlessPaused claims nothing while the queue is paused, decided by the same statement, so that no claim slips past a
 *     pause
 */
record ClaimText(String always, String unlessPaused) {

    static ClaimText of(String ids) {
        String claim = """
                UPDATE main._honker_live
                SET state = 'processing', worker_id = ?2, claim_expires_at = unixepoch() + ?4, attempts = attempts + 1
                WHERE id IN (SELECT id FROM (""" + ids + "))";
        String returning = " RETURNING " + JobRow.CLAIMED_COLUMNS;
        return new ClaimText(
                claim + returning,
                claim + " AND NOT EXISTS (SELECT 1 FROM main._honker_paused_queues WHERE queue = ?1)" + returning);
    }

    List<JobRow> run(Session session, String queue, String worker, long n, long timeout, boolean evenIfPaused)
            throws SQLException {
        return session.query(
                evenIfPaused ? always : unlessPaused, JobRow.claimed(queue, worker), queue, worker, n, timeout);
    }
}
