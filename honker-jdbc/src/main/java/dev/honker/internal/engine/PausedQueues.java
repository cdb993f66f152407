package dev.honker.internal.engine;

import java.sql.SQLException;

/**
 * Queues whose jobs our workers leave alone until they are resumed; stateless, each operation one statement. Not part of the
 * contract: programs in other languages go on claiming.
 */
public final class PausedQueues {

    private static final String PAUSE =
            "INSERT INTO main._honker_paused_queues(queue) VALUES (?1) ON CONFLICT DO NOTHING";

    private static final String RESUME = "DELETE FROM main._honker_paused_queues WHERE queue = ?1";

    static final String PAUSED = "SELECT 1 FROM main._honker_paused_queues WHERE queue = ?1";

    private PausedQueues() {}

    /** Pauses a queue; it needs no jobs. Returns whether it was not paused before. */
    public static boolean pause(Session session, String queue) throws SQLException {
        return session.update(PAUSE, queue) > 0;
    }

    /** Resumes a queue. Returns whether it was paused. */
    public static boolean resume(Session session, String queue) throws SQLException {
        return session.update(RESUME, queue) > 0;
    }

    /** Whether a queue is paused, by one look into an index. */
    public static boolean isPaused(Session session, String queue) throws SQLException {
        return session.queryLong(PAUSED, queue) != null;
    }
}
