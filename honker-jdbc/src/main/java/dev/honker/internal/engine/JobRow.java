package dev.honker.internal.engine;

import java.sql.SQLException;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code _honker_live}; immutable. All times are seconds since 1970 UTC.
 *
 * @param id never used twice
 * @param queue any text
 * @param payload the stored text; a BLOB is read as text
 * @param state {@code pending} or {@code processing}
 * @param priority larger runs first
 * @param runAt not claimable before
 * @param workerId who claimed it; null while pending
 * @param claimExpiresAt the last second of the claim; null while pending
 * @param attempts how often it was claimed, this claim included
 * @param maxAttempts how often it may be claimed
 * @param createdAt when it was enqueued
 * @param expiresAt from then on nobody may claim it; null means never
 */
public record JobRow(
        long id,
        String queue,
        String payload,
        String state,
        long priority,
        long runAt,
        @Nullable String workerId,
        @Nullable Long claimExpiresAt,
        long attempts,
        long maxAttempts,
        long createdAt,
        @Nullable Long expiresAt) {

    /**
     * Returns the stored text.
     *
     * @throws OversizedPayloadException if there was no memory for it when the job was claimed
     */
    @Override
    public String payload() {
        if (isUnread()) {
            throw new OversizedPayloadException("job " + id + " of queue " + queue);
        }
        return payload;
    }

    /** Whether there was no memory for the payload when the job was claimed; {@link LatePayloads} may read it. */
    public boolean isUnread() {
        return Texts.isUnread(payload);
    }

    /** The order in which jobs of a queue are claimed: larger priority, then earlier due, then older. */
    public static final Comparator<JobRow> CLAIM_ORDER = Comparator.comparingLong(JobRow::priority)
            .reversed()
            .thenComparingLong(JobRow::runAt)
            .thenComparingLong(JobRow::id);

    /** The columns that {@link #read} expects, in its order. */
    static final String COLUMNS = "id, queue, payload, state, priority, run_at, worker_id, claim_expires_at, attempts,"
            + " max_attempts, created_at, expires_at";

    /** The columns that {@link #claimed} expects, in its order: what a claim does not know already. */
    static final String CLAIMED_COLUMNS =
            "id, payload, priority, run_at, claim_expires_at, attempts, max_attempts, created_at, expires_at";

    /** Reads rows that a worker has just claimed from a queue. */
    static Session.RowMapper<JobRow> claimed(String queue, String worker) {
        return row -> new JobRow(
                row.integer(1),
                queue,
                Texts.storedOrUnread(row, 2),
                "processing",
                row.integer(3),
                row.integer(4),
                worker,
                row.integerOrNull(5),
                row.integer(6),
                row.integer(7),
                row.integer(8),
                row.integerOrNull(9));
    }

    static JobRow read(Session.Row row) throws SQLException {
        return new JobRow(
                row.integer(1),
                Texts.stored(row, 2),
                Texts.stored(row, 3),
                Texts.stored(row, 4),
                row.integer(5),
                row.integer(6),
                row.text(7),
                row.integerOrNull(8),
                row.integer(9),
                row.integer(10),
                row.integer(11),
                row.integerOrNull(12));
    }
}
