package dev.honker.internal.sqlite;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * When honker's own threads come first at a {@link WriterLock}. The thread that holds the lock reports what happens; any thread may ask.
 *
 * <p>A worker runs one short transaction after another, and handlers in between for some microseconds. If its transactions alternated with
 * those of other threads, each one would find a sleeping thread and outdated page caches, which cost more time than the work. So
 * background transactions come in slices: while several threads of the foreground wait, the free lock stays reserved for the background
 * for {@link #RETURN_NANOS} after each of its transactions, until the slice has lasted {@link #SLICE_NANOS}. After a slice of d
 * nanoseconds the foreground has {@link #FOREGROUND_SHARE} times d. If no background thread comes back in time, nobody has written
 * meanwhile; so each reservation in vain doubles the number of background transactions that follow without one.
 */
final class BackgroundShare {

    /** How long background transactions come first, one after another. */
    static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    /** How much longer than the last slice the foreground may write before the next one. */
    static final long FOREGROUND_SHARE = 3;

    /** How long the free lock waits for the next background transaction of a slice. */
    static final long RETURN_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    /** The most background transactions without a reservation after one in vain. */
    private static final int MOST_UNRESERVED = 64;

    private final LongSupplier nanoTime;

    private volatile long reservedUntil;
    private volatile long dueNanos;

    // these are guarded by the lock: only its holder calls acquired and releasing
    private long sliceStart;
    private boolean reserved;
    private int unreserved;
    private int penalty;

    BackgroundShare(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        reservedUntil = nanoTime.getAsLong();
        dueNanos = reservedUntil;
    }

    /** Notes that a background thread holds the lock now. */
    void acquired() {
        if (isReserved()) {
            penalty = 0;
            return;
        }
        sliceStart = nanoTime.getAsLong();
        if (reserved) {
            penalty = Math.min(MOST_UNRESERVED, 2 * penalty + 1);
            unreserved = penalty;
        }
    }

    /**
     * Notes that a background thread is about to release the lock.
     *
     * @param crowded whether several threads of the foreground wait
     */
    void releasing(boolean crowded) {
        long now = nanoTime.getAsLong();
        long used = now - sliceStart;
        boolean goesOn = crowded && used < SLICE_NANOS;
        reserved = goesOn && unreserved == 0;
        if (goesOn && unreserved > 0) {
            unreserved--;
        }
        reservedUntil = reserved ? now + RETURN_NANOS : now;
        dueNanos = now + FOREGROUND_SHARE * used;
    }

    /** Returns whether the free lock stays reserved for the next background transaction. */
    boolean isReserved() {
        return reservedNanos() > 0;
    }

    /** Returns for how many more nanoseconds it is reserved; not positive if it isn't. */
    long reservedNanos() {
        return reservedUntil - nanoTime.getAsLong();
    }

    /** Returns whether a waiting background thread comes before all others. */
    boolean isDue() {
        return isReserved() || nanoTime.getAsLong() - dueNanos >= 0;
    }
}
