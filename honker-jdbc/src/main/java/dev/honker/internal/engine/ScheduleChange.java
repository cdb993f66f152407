package dev.honker.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * What to change of a schedule; immutable.
 *
 * @param name which one
 * @param cronExpr the new expression; null leaves it
 * @param payload the new payload; null leaves it
 * @param priority the new priority; null leaves it
 * @param expiresSeconds the new expiry of its jobs if {@code touchExpires}; null then means never
 * @param touchExpires whether the expiry changes
 * @param maxAttempts the new budget of its jobs if {@code touchMaxAttempts}; null then means 3, below 1 means 1
 * @param touchMaxAttempts whether the budget changes
 */
public record ScheduleChange(
        String name,
        @Nullable String cronExpr,
        @Nullable String payload,
        @Nullable Long priority,
        @Nullable Long expiresSeconds,
        boolean touchExpires,
        @Nullable Long maxAttempts,
        boolean touchMaxAttempts) {

    boolean isEmpty() {
        return cronExpr == null && payload == null && priority == null && !touchExpires && !touchMaxAttempts;
    }
}
