package dev.honker.internal.engine;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code _honker_scheduler_tasks}; immutable.
 *
 * @param name its key
 * @param queue where its jobs go
 * @param cronExpr as registered
 * @param payload of its jobs
 * @param priority of its jobs
 * @param expiresSeconds seconds from their enqueueing until its jobs expire; null means never
 * @param nextFireAt the next boundary, seconds since 1970 UTC
 * @param enabled false while paused
 * @param maxAttempts of its jobs
 */
public record ScheduleRow(
        String name,
        String queue,
        String cronExpr,
        String payload,
        long priority,
        @Nullable Long expiresSeconds,
        long nextFireAt,
        boolean enabled,
        long maxAttempts) {

    /** The columns that {@link #read} expects, in its order. */
    static final String COLUMNS =
            "name, queue, cron_expr, payload, priority, expires_s, next_fire_at, enabled, coalesce(max_attempts, 3)";

    static ScheduleRow read(Session.Row row) throws SQLException {
        return new ScheduleRow(
                Texts.stored(row, 1),
                Texts.stored(row, 2),
                Texts.stored(row, 3),
                Texts.stored(row, 4),
                row.integer(5),
                row.integerOrNull(6),
                row.integer(7),
                row.integer(8) != 0,
                row.integer(9));
    }
}
