package dev.honker.internal.access;

import dev.honker.DeadLetter;
import dev.honker.Event;
import dev.honker.JobState;
import dev.honker.LiveJob;
import dev.honker.Schedule;
import dev.honker.internal.engine.DeadRow;
import dev.honker.internal.engine.JobRow;
import dev.honker.internal.engine.ScheduleRow;
import dev.honker.internal.engine.StreamEvent;
import java.time.Duration;
import java.util.Optional;

/** The rows that several features show, as the API's records; stateless. */
public final class RowRecords {

    private RowRecords() {}

    /** A live job. */
    public static LiveJob liveJob(JobRow row) {
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

    /** A dead letter. */
    public static DeadLetter deadLetter(DeadRow row) {
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

    /** A schedule. */
    public static Schedule schedule(ScheduleRow row) {
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

    /** An event of a stream. */
    public static Event event(StreamEvent row) {
        return new Event(row.offset(), row.topic(), row.key(), row.payload(), row.createdAt());
    }

    /** Numbers of other languages may be larger than an int; the nearest int stands for them. */
    public static int integer(long value) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
    }
}
