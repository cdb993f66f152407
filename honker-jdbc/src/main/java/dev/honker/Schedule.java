package dev.honker;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A schedule as its row is; immutable. Times are whole seconds.
 *
 * @param name its key
 * @param queue where its jobs go
 * @param expression when it fires, as stored; a peer may have stored what {@link CronSchedule} refuses
 * @param payloadJson the payload of its jobs, verbatim
 * @param priority the priority of its jobs
 * @param expires how long after their enqueue its jobs must no longer be claimed; empty means never
 * @param nextFireAt its next boundary; in the past if that is due and nobody has fired it yet, or while it is paused
 * @param enabled false while paused
 * @param maxAttempts how often its jobs may be claimed
 */
public record Schedule(
        String name,
        String queue,
        String expression,
        String payloadJson,
        int priority,
        Optional<Duration> expires,
        Instant nextFireAt,
        boolean enabled,
        int maxAttempts) {}
