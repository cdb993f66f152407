package dev.honker.internal.queue;

import dev.honker.Backoff;
import dev.honker.WorkerOptions;
import dev.honker.internal.access.Access;
import java.time.Duration;

/**
 * What a worker is made of; immutable.
 *
 * @param name for threads and log lines
 * @param backoff how long a failed job waits
 * @param workerId what stands in the rows it claims: unique per process, worker and start
 */
record WorkerSetup(
        Access access,
        String queue,
        String name,
        String workerId,
        Duration visibilityTimeout,
        JobRun run,
        WorkerOptions options,
        Backoff backoff) {}
