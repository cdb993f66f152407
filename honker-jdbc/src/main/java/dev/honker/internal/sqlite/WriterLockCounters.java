package dev.honker.internal.sqlite;

import dev.honker.WriterLockStatus;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What happened at one {@link WriterLock}; thread-safe. */
final class WriterLockCounters {

    private final LongAdder waits = new LongAdder();
    private final LongAdder waitedNanos = new LongAdder();
    private final LongAccumulator longestNanos = new LongAccumulator(Math::max, 0);
    private final AtomicLong commits = new AtomicLong();
    private final LongAdder yields = new LongAdder();
    private final LongAdder resumed = new LongAdder();
    private final LongAdder outdated = new LongAdder();
    private volatile @Nullable CommitRecord latest;

    void waited(long nanos) {
        waits.increment();
        waitedNanos.add(nanos);
        longestNanos.accumulate(nanos);
    }

    void committed(CommitRecord commit) {
        latest = commit;
        commits.incrementAndGet();
    }

    /** How many transactions that wrote were committed by this JVM. */
    long commits() {
        return commits.get();
    }

    /** The latest of these; null if there is none. */
    @Nullable
    CommitRecord latestCommit() {
        return latest;
    }

    void yielded() {
        yields.increment();
    }

    void resumed() {
        resumed.increment();
    }

    void outdated() {
        outdated.increment();
    }

    WriterLockStatus status(int waiting) {
        return new WriterLockStatus(
                waiting,
                waits.sum(),
                Duration.ofNanos(waitedNanos.sum()),
                Duration.ofNanos(longestNanos.get()),
                yields.sum(),
                resumed.sum(),
                outdated.sum());
    }
}
