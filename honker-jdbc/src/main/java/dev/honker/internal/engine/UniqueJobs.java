package dev.honker.internal.engine;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Jobs of which a queue has at most one per key; stateless. Not part of the contract: the keys stand in a table of their own,
 * which other languages ignore. A key is taken while its job can still run or is running, whoever made it so: the row of the
 * key counts for nothing once the job was acknowledged, cancelled, is dead, has expired, or has used up its attempts.
 */
public final class UniqueJobs {

    /** As the first statement of the unit it takes the write lock, so that what the unit reads cannot be outdated. */
    static final String FREE = """
            DELETE FROM main._honker_unique_jobs AS taken WHERE queue = ?1 AND key = ?2 AND NOT EXISTS (
              SELECT 1 FROM main._honker_live AS job WHERE job.id = taken.job_id AND job.queue = taken.queue
                AND (job.attempts < job.max_attempts AND (job.expires_at IS NULL OR job.expires_at > unixepoch())
                  OR job.state = 'processing' AND job.claim_expires_at >= unixepoch()))
            """;

    static final String TAKEN_BY = "SELECT job_id FROM main._honker_unique_jobs WHERE queue = ?1 AND key = ?2";

    private static final String TAKE = """
            INSERT INTO main._honker_unique_jobs(queue, key, job_id) VALUES (?1, ?2, ?3)
            ON CONFLICT(queue, key) DO UPDATE SET job_id = excluded.job_id
            """;

    private static final String REPLACE = "UPDATE main._honker_live SET payload = ?2, run_at = " + Jobs.RUN_AT
            + ", priority = ?5, max_attempts = attempts + ?6, expires_at = unixepoch() + ?7"
            + " WHERE id = ?1 AND state = 'pending'";

    private static final String DROP_LAPSED =
            "DELETE FROM main._honker_live WHERE id = ?1 AND state = 'processing' AND claim_expires_at < unixepoch()";

    private UniqueJobs() {}

    /** What to do if the key is taken. */
    public enum OnDuplicate {
        /** Leave its job as it is. */
        KEEP,
        /**
         * Give its job the new payload and options. If that is not pending, another job is enqueued and takes the key: beside
         * the one that is being processed, or instead of one whose claim has lapsed.
         */
        REPLACE,
        /** Do nothing, and say so. */
        FAIL
    }

    /** What was done. */
    public enum Outcome {
        /** There is a new job, which has the key now. */
        ENQUEUED,
        /** The job that has the key was left as it is ({@link OnDuplicate#KEEP}). */
        KEPT,
        /**
         * The job that has the key is as if enqueued now, but for its id, the date of its creation, and its attempts, which count
         * on: a handle of an earlier claim must not fit the next one. It may be claimed as often again as asked for.
         */
        REPLACED,
        /** The job that has the key was left as it is ({@link OnDuplicate#FAIL}). */
        REFUSED
    }

    /**
     * The answer; immutable.
     *
     * @param id the job that has the key now
     * @param outcome what was done
     */
    public record Unique(long id, Outcome outcome) {}

    /**
     * Adds a pending job as {@link Jobs#enqueue} does unless the key is taken, as one unit.
     *
     * @param key any text; keys of different queues are independent
     */
    public static Unique enqueue(
            Session session,
            String queue,
            String key,
            String payload,
            OnDuplicate onDuplicate,
            @Nullable Long runAt,
            @Nullable Long delay,
            long priority,
            long maxAttempts,
            @Nullable Long expires)
            throws SQLException {
        Limits.seconds("delay", delay);
        Limits.seconds("expires", expires);
        return session.atomically("enqueueing a unique job", () -> {
            session.update(FREE, queue, key);
            Long taken = session.queryLong(TAKEN_BY, queue, key);
            if (taken != null && onDuplicate != OnDuplicate.REPLACE) {
                return new Unique(taken, onDuplicate == OnDuplicate.KEEP ? Outcome.KEPT : Outcome.REFUSED);
            }
            if (taken != null) {
                if (session.update(REPLACE, taken, payload, runAt, delay, priority, maxAttempts, expires) > 0) {
                    return new Unique(taken, Outcome.REPLACED);
                }
                // why: with its attempts back at 0 the late worker's handle would fit the next claim
                session.update(DROP_LAPSED, taken);
            }
            long id = Jobs.enqueue(session, queue, payload, runAt, delay, priority, maxAttempts, expires);
            session.update(TAKE, queue, key, id);
            return new Unique(id, Outcome.ENQUEUED);
        });
    }

    /** The sweep that deletes keys whose job is gone; only to save room. */
    public static Sweep sweepingKeys() {
        return new UniqueKeys();
    }
}
