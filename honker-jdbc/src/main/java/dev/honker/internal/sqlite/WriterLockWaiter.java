package dev.honker.internal.sqlite;

import java.util.concurrent.locks.LockSupport;

/** One thread that waits for a {@link WriterLock}. Any thread may signal or cancel it. */
final class WriterLockWaiter {

    private final HonkerSqliteConnection owner;
    private final long sinceNanos;
    private final Thread thread = Thread.currentThread();
    private volatile boolean signalled;
    private volatile boolean cancelled;

    WriterLockWaiter(HonkerSqliteConnection owner, long sinceNanos) {
        this.owner = owner;
        this.sinceNanos = sinceNanos;
    }

    boolean isOf(HonkerSqliteConnection connection) {
        return owner == connection;
    }

    long sinceNanos() {
        return sinceNanos;
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** Wakes the thread so that it looks at the lock; a second signal before it has looked costs nothing. */
    void signal() {
        if (!signalled) {
            signalled = true;
            LockSupport.unpark(thread);
        }
    }

    /** Ends the wait. */
    void cancel() {
        cancelled = true;
        LockSupport.unpark(thread);
    }

    /**
     * Sleeps until the next signal, at most this long. For the waiting thread.
     *
     * @return whether the thread was interrupted; its flag is cleared
     */
    boolean sleep(Object blocker, long nanos) {
        if (!signalled && !cancelled) {
            LockSupport.parkNanos(blocker, nanos);
        }
        // why before the caller looks at the lock: a signal that comes from now on is not lost
        signalled = false;
        return Thread.interrupted();
    }
}
