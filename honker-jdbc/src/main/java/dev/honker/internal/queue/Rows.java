package dev.honker.internal.queue;

import dev.honker.DeadLetter;
import dev.honker.JobState;
import dev.honker.LiveJob;
import dev.honker.QueueStats;
import dev.honker.internal.access.Seconds;
import dev.honker.internal.engine.DeadRow;
import dev.honker.internal.engine.JobRow;
import dev.honker.internal.engine.QueueSizes;
import java.time.Duration;

/** The engine's rows as the API's records; stateless. */
final class Rows {

    private Rows() {}

    static LiveJob liveJob(JobRow row) {
        return new LiveJob(
                row.id(),
                row.queue(),
                row.payload(),
                row.state().equals("processing") ? JobState.PROCESSING : JobState.PENDING,
                integer(row.priority()),
                Seconds.instant(row.runAt()),
                row.workerId(),
                Seconds.instantOrNull(row.claimExpiresAt()),
                integer(row.attempts()),
                integer(row.maxAttempts()),
                Seconds.instant(row.createdAt()),
                Seconds.instantOrNull(row.expiresAt()));
    }

    static DeadLetter deadLetter(DeadRow row) {
        return new DeadLetter(
                row.id(),
                row.queue(),
                row.payload(),
                integer(row.priority()),
                Seconds.instant(row.runAt()),
                integer(row.attempts()),
                integer(row.maxAttempts()),
                row.lastError(),
                Seconds.instant(row.createdAt()),
                Seconds.instant(row.diedAt()));
    }

    static QueueStats stats(String queue, QueueSizes.Stats sizes, boolean paused, long now) {
        Long oldest = sizes.oldestDueRunAt();
        return new QueueStats(
                queue,
                sizes.due(),
                sizes.delayed(),
                sizes.held(),
                sizes.lapsed(),
                sizes.expired(),
                sizes.dead(),
                paused,
                oldest == null ? null : Duration.ofSeconds(Math.max(0, now - oldest)));
    }

    /** Numbers of other languages may be larger than an int; the nearest int stands for them. */
    static int integer(long value) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
    }
}
