package dev.honker.internal.function;

import dev.honker.DatabaseReplacedException;
import dev.honker.HonkerClosedException;
import dev.honker.HonkerException;
import dev.honker.UpdateEvents;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Subscriptions under numbers 1, 2, 3 ... that SQL can hold; thread-safe. Several threads may wait on one handle: each wake
 * goes to one of them (unlike the reference implementation, where the second is told that the handle is gone).
 */
final class WatcherHandles {

    /** More than anybody waits, and far from overflowing as nanoseconds. */
    private static final long LONGEST_WAIT_MILLIS = Duration.ofDays(36_500).toMillis();

    /** How long a connection may take to close while one of its statements waits here. */
    private static final long SLICE_MILLIS = 200;

    private final Map<Long, UpdateEvents> open = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();

    Long add(UpdateEvents events) {
        Long handle = last.incrementAndGet();
        open.put(handle, events);
        return handle;
    }

    /**
     * Waits for a commit.
     *
     * @param millis how long; 0 or negative only looks
     * @param ending whether the connection that waits is being closed; then the time is over early
     * @return 1 if something may have been committed, 0 when the time is over, -1 if the handle is unknown, was closed
     *     meanwhile, or its watcher ended; then the handle is forgotten
     * @throws SQLException if the thread was interrupted, whose flag stays set; the handle stays usable
     */
    Long await(long handle, long millis, BooleanSupplier ending) throws SQLException {
        UpdateEvents events = open.get(handle);
        if (events == null) {
            return -1L;
        }
        try {
            return Returns.flag(awaitInSlices(events, Math.max(0, Math.min(millis, LONGEST_WAIT_MILLIS)), ending));
        } catch (HonkerException e) {
            if (isInterruption(e)) {
                throw new SQLException("honker: interrupted while waiting on watcher handle " + handle, "57014", 1, e);
            }
            close(handle);
            return -1L;
        }
    }

    // why in slices: the connection can't be closed while one of its statements runs, and has no other way to end it
    private static boolean awaitInSlices(UpdateEvents events, long millis, BooleanSupplier ending) {
        long start = System.nanoTime();
        while (true) {
            long left = millis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            if (events.awaitUpdate(Duration.ofMillis(Math.max(0, Math.min(left, SLICE_MILLIS))))) {
                return true;
            }
            if (left <= SLICE_MILLIS || ending.getAsBoolean()) {
                return false;
            }
        }
    }

    /** Ends a subscription and wakes whoever waits on it; unknown handles are ignored. */
    void close(long handle) {
        @Nullable UpdateEvents events = open.remove(handle);
        if (events != null) {
            events.close();
        }
    }

    private static boolean isInterruption(HonkerException e) {
        return Thread.currentThread().isInterrupted()
                && !(e instanceof HonkerClosedException)
                && !(e instanceof DatabaseReplacedException);
    }
}
