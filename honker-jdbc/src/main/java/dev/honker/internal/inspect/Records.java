package dev.honker.internal.inspect;

import dev.honker.DeadLetter;
import dev.honker.Event;
import dev.honker.JobState;
import dev.honker.LiveJob;
import dev.honker.LockInfo;
import dev.honker.QueueStats;
import dev.honker.Schedule;
import dev.honker.internal.access.Seconds;
import dev.honker.internal.engine.DeadRow;
import dev.honker.internal.engine.JobRow;
import dev.honker.internal.engine.Overview;
import dev.honker.internal.engine.QueueSizes;
import dev.honker.internal.engine.ScheduleRow;
import dev.honker.internal.engine.StreamEvent;
import java.time.Duration;
import java.util.Optional;

/** The engine's rows as the API's records; stateless. */
final class Records {

    private Records() {}

    static QueueStats stats(Overview.Sizes row) {
        QueueSizes.Stats sizes = row.sizes();
        Long age = row.oldestDueAge();
        return new QueueStats(
                row.queue(),
                sizes.due(),
                sizes.delayed(),
                sizes.held(),
                sizes.lapsed(),
                sizes.expired(),
                sizes.dead(),
                row.paused(),
                age == null ? null : Duration.ofSeconds(Math.max(0, age)));
    }

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

    static LockInfo lock(Overview.Lock row) {
        return new LockInfo(row.name(), row.owner(), Seconds.instant(row.expiresAt()), row.expired());
    }

    static Schedule schedule(ScheduleRow row) {
        return new Schedule(
                row.name(),
                row.queue(),
                row.cronExpr(),
                row.payload(),
                integer(row.priority()),
                Optional.ofNullable(row.expiresSeconds()).map(Duration::ofSeconds),
                Seconds.instant(row.nextFireAt()),
                row.enabled(),
                integer(row.maxAttempts()));
    }

    static Event event(StreamEvent row) {
        return new Event(row.offset(), row.topic(), row.key(), row.payload(), row.createdAt());
    }

    /** Numbers of other languages may be larger than an int; the nearest int stands for them. */
    private static int integer(long value) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
    }
}
