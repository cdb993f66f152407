package dev.honker.internal.engine;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** How many jobs of which kind a queue has; stateless. Each operation reads one index entry per job, and no job. */
public final class QueueSizes {

    private static final String PENDING = """
            FROM main._honker_live INDEXED BY _honker_live_pending_deadline WHERE queue = ?1 AND state = 'pending'
            """;

    private static final String PROCESSING = """
            FROM main._honker_live INDEXED BY _honker_live_processing_deadline WHERE queue = ?1 AND state = 'processing'
            """;

    /** Each job is counted from its deadline's index; only the expired ones are read, and taken off again. */
    static final String STATS = "SELECT due.n - gone.due, delayed.n - gone.delayed, held.n, lapsed.n - gone.lapsed,"
            + " gone.due + gone.delayed + gone.lapsed, dead.n,"
            + " (SELECT run_at " + PENDING + " AND run_at <= unixepoch()"
            + " AND (expires_at IS NULL OR expires_at > unixepoch()) ORDER BY run_at LIMIT 1)"
            + " FROM (SELECT count(*) AS n " + PENDING + " AND run_at <= unixepoch()) AS due,"
            + " (SELECT count(*) AS n " + PENDING + " AND run_at > unixepoch()) AS delayed,"
            + " (SELECT count(*) AS n " + PROCESSING + " AND claim_expires_at >= unixepoch()) AS held,"
            + " (SELECT count(*) AS n " + PROCESSING + " AND claim_expires_at < unixepoch()) AS lapsed,"
            + " (SELECT count(*) AS n FROM main._honker_dead WHERE queue = ?1) AS dead, (" + """
              SELECT count(*) FILTER (WHERE state = 'pending' AND run_at <= unixepoch()) AS due,
                count(*) FILTER (WHERE state = 'pending' AND run_at > unixepoch()) AS delayed,
                count(*) FILTER (WHERE state = 'processing' AND claim_expires_at < unixepoch()) AS lapsed
              FROM main._honker_live WHERE queue = ?1 AND expires_at <= unixepoch()) AS gone
            """;

    static final String LIVE = "SELECT (SELECT count(*) " + PENDING + ") + (SELECT count(*) " + PROCESSING + ")";

    private QueueSizes() {}

    /**
     * The jobs of a queue at one moment, each live one counted once; immutable. Jobs whose attempts are used up count as due
     * or lapsed until a claim makes them dead letters.
     *
     * @param due pending and due
     * @param delayed pending and due later
     * @param held claimed, and the claim has not lapsed
     * @param lapsed claimed, but the claim has lapsed
     * @param expired past their expiry and not held: nobody will run them
     * @param dead its dead letters
     * @param oldestDueRunAt since when the job that is due longest is due, seconds since 1970; null if none is due
     */
    public record Stats(
            long due,
            long delayed,
            long held,
            long lapsed,
            long expired,
            long dead,
            @Nullable Long oldestDueRunAt) {}

    /** Counts the jobs of a queue by kind, in one statement. Its dead letters are found by reading all queues' ones. */
    public static Stats stats(Session session, String queue) throws SQLException {
        return session.query(
                        STATS,
                        row -> new Stats(
                                row.integer(1),
                                row.integer(2),
                                row.integer(3),
                                row.integer(4),
                                row.integer(5),
                                row.integer(6),
                                row.integerOrNull(7)),
                        queue)
                .get(0);
    }

    /** Counts the live jobs of a queue, in whatever state. */
    public static long live(Session session, String queue) throws SQLException {
        Long count = session.queryLong(LIVE, queue);
        return count == null ? 0 : count;
    }
}
