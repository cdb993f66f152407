package dev.honker.internal.wake;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Wakes one waiting thread early; {@link #ring} may be called by any thread, {@link #await} by one only. Under a storm of
 * rings most of them cost the ringer one volatile read: the bell is answered a limited number of times per millisecond, and
 * between that the waiter sleeps through.
 */
final class Doorbell {

    /** One answer per this time in the long run: what keeps the watcher cheap while several threads commit all the time. */
    private static final long ANSWER_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** How far answers may run ahead of that: a few commits in a row are all answered at once. */
    private static final long BURST_NANOS = 4 * ANSWER_NANOS;

    /** The nap of a waiter that does not answer at present. */
    private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private volatile boolean rung;
    private volatile long rungAt;
    private volatile @Nullable Thread sleeper;
    private long answeredRing;
    private long answeredUpTo = System.nanoTime();

    /** Never blocks and never throws. */
    void ring() {
        if (rung) {
            return;
        }
        // why before: whoever sees the bell rung sees the time too
        rungAt = System.nanoTime();
        rung = true;
        Thread thread = sleeper;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    /** When the ring came that {@link #await} answered last; for the waiting thread. */
    long answeredRing() {
        return answeredRing;
    }

    /** Waits at most this long; true if the bell rang since the last wait. May return early for no reason. */
    boolean await(long nanos) {
        long now = System.nanoTime();
        if (answeredUpTo - now > BURST_NANOS) {
            LockSupport.parkNanos(Math.min(nanos, NAP_NANOS));
        } else if (!rung) {
            sleeper = Thread.currentThread();
            // why: a ring between the first look and this one saw no sleeper
            if (!rung) {
                LockSupport.parkNanos(nanos);
            }
            sleeper = null;
        }
        if (!rung) {
            return false;
        }
        // why before: a later ring is not the one that is answered
        answeredRing = rungAt;
        rung = false;
        answeredUpTo = Math.max(answeredUpTo, now) + ANSWER_NANOS;
        return true;
    }
}
