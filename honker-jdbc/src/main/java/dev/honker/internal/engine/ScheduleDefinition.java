package dev.honker.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * What a program says of a schedule when it adds it; immutable.
 *
 * @param name its key
 * @param queue where its jobs go
 * @param cronExpr when it fires
 * @param payload of its jobs
 * @param priority of its jobs
 * @param expiresSeconds seconds from their enqueueing until its jobs expire; null means never
 * @param maxAttempts of its jobs
 */
public record ScheduleDefinition(
        String name,
        String queue,
        String cronExpr,
        String payload,
        long priority,
        @Nullable Long expiresSeconds,
        long maxAttempts) {

    /** What a row says, but for how far it has come. */
    static ScheduleDefinition of(ScheduleRow row) {
        return new ScheduleDefinition(
                row.name(),
                row.queue(),
                row.cronExpr(),
                row.payload(),
                row.priority(),
                row.expiresSeconds(),
                row.maxAttempts());
    }
}
