package dev.honker.internal.engine;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The sweep that makes expired jobs dead letters, of one queue or of all. It goes along the index of the jobs
 * that expire, from queue to queue, and reads the expired ones only. For one thread.
 */
final class ExpiredJobs implements Sweep {

    /** The queues that have jobs which expire, each found by one look into the index; then their expired jobs. */
    static final String FOUND = """
            WITH RECURSIVE level(queue) AS NOT MATERIALIZED (
              SELECT * FROM (
                SELECT queue FROM main._honker_live INDEXED BY _honker_live_expiry
                WHERE expires_at IS NOT NULL AND queue >= ?1 AND (?3 IS NULL OR queue = ?3) ORDER BY queue LIMIT 1)
              UNION ALL
              SELECT (
                SELECT queue FROM main._honker_live INDEXED BY _honker_live_expiry
                WHERE expires_at IS NOT NULL AND queue > level.queue ORDER BY queue LIMIT 1)
              FROM level WHERE level.queue IS NOT NULL AND ?3 IS NULL)
            SELECT job.id, octet_length(job.payload), job.queue, job.expires_at
            FROM level CROSS JOIN main._honker_live AS job INDEXED BY _honker_live_expiry
            WHERE job.queue = level.queue AND job.expires_at <= unixepoch()
              AND (job.expires_at, job.id) > (CASE level.queue WHEN ?1 THEN ?2 ELSE ?5 END, ?6)
              AND (job.state = 'pending' OR job.state = 'processing' AND job.claim_expires_at < unixepoch())
            LIMIT ?4
            """;

    private final @Nullable String queue;
    private FoundRows rows = new FoundRows();
    private String fromQueue;
    private long fromSecond = Long.MIN_VALUE;
    private long fromId = Long.MIN_VALUE;
    private boolean done;

    /** {@code queue} is null for all queues. */
    ExpiredJobs(@Nullable String queue) {
        this.queue = queue;
        this.fromQueue = queue == null ? "" : queue;
    }

    @Override
    public boolean find(Session session) throws SQLException {
        FoundRows found = new FoundRows();
        session.query(
                FOUND,
                row -> {
                    if (found.add(row.integer(1), row.integer(2))) {
                        fromQueue = Texts.stored(row, 3);
                        fromSecond = row.integer(4);
                        fromId = row.integer(1);
                    }
                    return row;
                },
                fromQueue,
                fromSecond,
                queue,
                (long) MOST_ROWS,
                Long.MIN_VALUE,
                fromId);
        rows = found;
        done = !found.isFull();
        return !found.isEmpty();
    }

    @Override
    public long take(Session session) throws SQLException {
        return session.atomically("sweeping expired jobs", () -> DeadLetters.moveExpired(session, rows.json()));
    }

    @Override
    public boolean isDone() {
        return done;
    }
}
