package dev.honker.internal.engine;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code _honker_dead}; immutable. All times are seconds since 1970 UTC.
 *
 * @param id that of the job
 * @param queue any text
 * @param payload the stored text
 * @param priority that of the job
 * @param runAt when the job was due last
 * @param attempts how often it was claimed
 * @param maxAttempts how often it might be claimed
 * @param lastError why it died; null only if another program left it out
 * @param createdAt when it was enqueued
 * @param diedAt when it became a dead letter
 */
public record DeadRow(
        long id,
        String queue,
        String payload,
        long priority,
        long runAt,
        long attempts,
        long maxAttempts,
        @Nullable String lastError,
        long createdAt,
        long diedAt) {

    /** The columns that {@link #read} expects, in its order. */
    static final String COLUMNS =
            "id, queue, payload, priority, run_at, attempts, max_attempts, last_error, created_at, died_at";

    static DeadRow read(Session.Row row) throws SQLException {
        return new DeadRow(
                row.integer(1),
                Texts.stored(row, 2),
                Texts.stored(row, 3),
                row.integer(4),
                row.integer(5),
                row.integer(6),
                row.integer(7),
                row.text(8),
                row.integer(9),
                row.integer(10));
    }
}
