package dev.honker;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job that failed for good. Times are whole seconds.
 *
 * @param id the id of the job
 * @param queue the name of the queue
 * @param payloadJson the payload, verbatim
 * @param priority as the job had it
 * @param runAt when the job was due last
 * @param attempts how often it was claimed
 * @param maxAttempts how often it might have been claimed
 * @param lastError why it died: {@code max attempts exceeded}, {@code expired}, or the text given with a fail or a last
 *     retry; null if a peer wrote none
 * @param createdAt when it was enqueued
 * @param diedAt when it became a dead letter
 */
public record DeadLetter(
        long id,
        String queue,
        String payloadJson,
        int priority,
        Instant runAt,
        int attempts,
        int maxAttempts,
        @Nullable String lastError,
        Instant createdAt,
        Instant diedAt) {}
