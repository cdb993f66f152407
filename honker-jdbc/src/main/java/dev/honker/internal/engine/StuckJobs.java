package dev.honker.internal.engine;

import java.sql.SQLException;
import java.util.List;

/** Jobs that wait for something that may never come; stateless, reads the table of jobs. */
public final class StuckJobs {

    private static final String LAPSED = """
            SELECT queue, count(*), min(id), unixepoch() - min(claim_expires_at) FROM main._honker_live
            WHERE state = 'processing' AND claim_expires_at < unixepoch() - ?1
              AND (expires_at IS NULL OR expires_at > unixepoch())
            GROUP BY queue ORDER BY queue
            """;

    private static final String EXPIRED = """
            SELECT queue, count(*), min(id), unixepoch() - min(expires_at) FROM main._honker_live
            WHERE expires_at <= unixepoch() - ?1
              AND NOT (state = 'processing' AND claim_expires_at >= unixepoch())
            GROUP BY queue ORDER BY queue
            """;

    private static final String HELD_LONG = """
            SELECT queue, count(*), min(id), max(claim_expires_at) - unixepoch() FROM main._honker_live
            WHERE state = 'processing' AND claim_expires_at > unixepoch() + ?1
            GROUP BY queue ORDER BY queue
            """;

    private StuckJobs() {}

    /**
     * Such jobs of one queue; immutable.
     *
     * @param queue the queue
     * @param count how many there are
     * @param firstId the smallest id among them
     * @param seconds how long ago, or how far away, the time in question is that is farthest from now
     */
    public record Stuck(String queue, long count, long firstId, long seconds) {}

    /** Jobs whose claim lapsed more than so many seconds ago, and that nobody claimed again. */
    public static List<Stuck> lapsed(Session session, long seconds) throws SQLException {
        return session.query(LAPSED, StuckJobs::read, seconds);
    }

    /** Jobs that expired so many seconds ago or more, and were not swept. */
    public static List<Stuck> expired(Session session, long seconds) throws SQLException {
        return session.query(EXPIRED, StuckJobs::read, seconds);
    }

    /** Jobs whose claim goes on for more than so many seconds. */
    public static List<Stuck> heldLong(Session session, long seconds) throws SQLException {
        return session.query(HELD_LONG, StuckJobs::read, seconds);
    }

    private static Stuck read(Session.Row row) throws SQLException {
        return new Stuck(Texts.stored(row, 1), row.integer(2), row.integer(3), row.integer(4));
    }
}
