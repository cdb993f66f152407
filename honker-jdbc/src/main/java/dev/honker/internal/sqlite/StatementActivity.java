package dev.honker.internal.sqlite;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Counts the statements that one connection is running, and keeps new ones out for the microseconds in which another thread works on
 * its transaction; thread-safe. Both sides are one compare-and-set on one word: a statement begins, or the pause does, never both.
 */
final class StatementActivity {

    /** The low bits of the word count the running statements; {@link #PAUSED} of them means a pause. The other bits count uses. */
    private static final long RUNNING_MASK = 0xFFFF;

    private static final long PAUSED = RUNNING_MASK;
    private static final long ONE_USE = RUNNING_MASK + 1;
    private static final long RETRY_NANOS = 20_000;

    private final Object monitor;
    private final AtomicLong state = new AtomicLong();

    /** Statements that began during a pause inside SQLite's monitor; guarded by that. */
    private int nested;

    /** Counts steps of cursors; odd during one. */
    private final AtomicInteger rows = new AtomicInteger();

    /**
     * Counts the statements of the connection with this monitor of SQLite's, inside which a pause is used.
     */
    StatementActivity(Object monitor) {
        this.monitor = monitor;
    }

    /**
     * Marks the begin of a statement; waits while another thread has the connection paused. Pairs with {@link #leave}. Inside the monitor it
     * doesn't wait: a function that runs SQL in the step of a cursor keeps the pausing thread from the monitor, and would never end.
     */
    void enter() {
        while (true) {
            long now = state.get();
            if ((now & RUNNING_MASK) == PAUSED) {
                if (Thread.holdsLock(monitor)) {
                    nested++;
                    return;
                }
                LockSupport.parkNanos(this, RETRY_NANOS);
            } else if (state.compareAndSet(now, now + ONE_USE + 1)) {
                return;
            }
        }
    }

    /** Marks the end of a statement. */
    void leave() {
        if (nested > 0 && Thread.holdsLock(monitor)) {
            nested--;
            return;
        }
        state.getAndAdd(-1);
    }

    /**
     * Marks the begin of a step of an open cursor. Costs no barrier: a pause that begins at the same moment waits for SQLite's own monitor
     * during this one step. Pairs with {@link #leaveRow}.
     */
    void enterRow() {
        rows.setOpaque(rows.getPlain() | 1);
    }

    /** Marks the end of a step of an open cursor. */
    void leaveRow() {
        rows.setOpaque((rows.getPlain() | 1) + 1);
    }

    /** Returns a number that differs from an earlier one if the connection was used in between. */
    long uses() {
        return (state.get() >>> 16) + rows.getOpaque();
    }

    /** Returns whether a statement is running, or a cursor going on. */
    boolean isRunning() {
        return (state.get() & RUNNING_MASK) != 0 || (rows.getOpaque() & 1) != 0;
    }

    /**
     * Keeps statements out until {@link #resume}, but for those inside the monitor, which the caller has to take before it looks at the
     * transaction; false, without effect, if one is running.
     */
    boolean pause() {
        long now = state.get();
        return !isRunning() && (now & RUNNING_MASK) == 0 && state.compareAndSet(now, now | PAUSED);
    }

    /** Ends a pause. */
    void resume() {
        state.getAndAdd(-PAUSED);
    }
}
