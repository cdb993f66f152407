package dev.honker;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A job as its row is, without a claim to it. Times are whole seconds.
 *
 * @param id never used twice
 * @param queue the name of the queue
 * @param payloadJson the payload, verbatim
 * @param state pending or claimed
 * @param priority larger runs first
 * @param runAt when the job is or was due
 * @param workerId who claimed it; null while pending
 * @param claimExpiresAt the last second of the claim; null while pending
 * @param attempts how often it was claimed
 * @param maxAttempts how often it may be claimed
 * @param createdAt when it was enqueued
 * @param expiresAt from when on it must not be claimed; null means never
 */
public record LiveJob(
        long id,
        String queue,
        String payloadJson,
        JobState state,
        int priority,
        Instant runAt,
        @Nullable String workerId,
        @Nullable Instant claimExpiresAt,
        int attempts,
        int maxAttempts,
        Instant createdAt,
        @Nullable Instant expiresAt) {}
