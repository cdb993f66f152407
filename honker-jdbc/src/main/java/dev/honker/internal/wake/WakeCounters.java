package dev.honker.internal.wake;

import dev.honker.WatcherState;
import dev.honker.WatcherStatus;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What the watchers of one file did, one after the other; thread-safe. */
final class WakeCounters {

    private static final long NONE = -1;

    private final AtomicLong wakes = new AtomicLong();
    private final AtomicLong measured = new AtomicLong();
    private final AtomicLong totalNanos = new AtomicLong();
    private volatile long lastNanos = NONE;

    /** The subscribers are about to be signalled. */
    void woke() {
        wakes.incrementAndGet();
    }

    /** The latest wake followed its commit after this time. */
    void measured(long nanos) {
        lastNanos = nanos;
        totalNanos.addAndGet(nanos);
        measured.incrementAndGet();
    }

    WatcherStatus status(
            WatcherState state, @Nullable WatchBackend backend, int subscribers, @Nullable Failure failure) {
        long last = lastNanos;
        return new WatcherStatus(
                state,
                backend == null ? null : backend.published(),
                subscribers,
                wakes.get(),
                measured.get(),
                Duration.ofNanos(totalNanos.get()),
                last == NONE ? null : Duration.ofNanos(last),
                failure == null ? null : failure.toException());
    }
}
