package dev.honker.internal.sqlite;

import dev.honker.WriterLockStatus;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What happened at one {@link WriterLock}; thread-safe. */
final class WriterLockCounters {

    private final WaitHistogram foreground = new WaitHistogram();
    private final WaitHistogram background = new WaitHistogram();
    private final AtomicLong commits = new AtomicLong();
    private final LongAdder yields = new LongAdder();
    private final LongAdder resumed = new LongAdder();
    private final LongAdder outdated = new LongAdder();
    private volatile @Nullable CommitRecord latest;

    void waited(boolean inBackground, long nanos) {
        (inBackground ? background : foreground).add(nanos);
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
                waiting, foreground.waits(), background.waits(), yields.sum(), resumed.sum(), outdated.sum());
    }
}
