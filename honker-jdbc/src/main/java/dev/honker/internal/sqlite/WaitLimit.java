package dev.honker.internal.sqlite;

import java.util.concurrent.TimeUnit;

/** What a statement's query timeout leaves of its waits for locks: one limit for all of them together. Immutable. */
final class WaitLimit {

    private static final WaitLimit NONE = new WaitLimit(0, false);

    private final long deadlineNanos;
    private final boolean set;

    private WaitLimit(long deadlineNanos, boolean set) {
        this.deadlineNanos = deadlineNanos;
        this.set = set;
    }

    /** Begins now; 0 seconds mean that each wait has the connection's busy timeout. */
    static WaitLimit ofSeconds(int seconds) {
        return seconds <= 0 ? NONE : new WaitLimit(System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds), true);
    }

    /** Whether there is a query timeout. */
    boolean isSet() {
        return set;
    }

    /** How many milliseconds are left, rounded up; {@code otherwise} if there is no query timeout. */
    int leftMillis(int otherwise) {
        if (!set) {
            return otherwise;
        }
        long left = deadlineNanos - System.nanoTime();
        return (int) Math.max(0, TimeUnit.NANOSECONDS.toMillis(left + 999_999));
    }
}
