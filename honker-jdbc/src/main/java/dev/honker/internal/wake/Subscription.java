package dev.honker.internal.wake;

import dev.honker.HonkerClosedException;
import dev.honker.HonkerException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A slot for one pending wake; thread-safe. The watcher fills it without blocking, whoever waits empties it. */
final class Subscription implements CommitSubscription {

    /** One permit is one pending wake. More than one means a needless wake, or the end, when it no longer matters. */
    private final Semaphore pending = new Semaphore(0);

    private final AtomicReference<@Nullable Consumer<Subscription>> leave;
    private volatile @Nullable Failure failure;

    /** {@code leave} is called once, by the first {@link #close}. */
    Subscription(Consumer<Subscription> leave) {
        this.leave = new AtomicReference<>(leave);
    }

    @Override
    public boolean awaitUpdate(@Nullable Duration timeout) {
        throwIfEnded();
        boolean woken = acquire(timeout == null ? Long.MAX_VALUE : Nanos.of(timeout));
        throwIfEnded();
        return woken;
    }

    @Override
    public void close() {
        Consumer<Subscription> first = leave.getAndSet(null);
        if (first != null) {
            pending.release();
            first.accept(this);
        }
    }

    /** Leaves a wake, or nothing if one is pending already; two threads at once may leave two. */
    @Override
    public void wake() {
        if (pending.availablePermits() == 0) {
            pending.release();
        }
    }

    /** Ends the subscription for good: whoever waits now or later gets the failure. */
    void fail(Failure cause) {
        failure = cause;
        pending.release();
    }

    private boolean acquire(long nanos) {
        try {
            return pending.tryAcquire(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HonkerException("interrupted while waiting for a commit", e);
        }
    }

    private void throwIfEnded() {
        boolean closed = leave.get() == null;
        Failure cause = failure;
        if (closed || cause != null) {
            // why: the end is for all who wait, and one permit wakes only one of them
            pending.release();
            throw closed || cause == null
                    ? new HonkerClosedException("this subscription to commits is closed")
                    : cause.toException();
        }
    }
}
