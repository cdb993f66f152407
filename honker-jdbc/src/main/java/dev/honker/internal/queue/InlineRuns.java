package dev.honker.internal.queue;

import dev.honker.internal.wake.Nanos;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** The jobs that a worker without threads runs at present, and in whose threads; thread-safe. */
final class InlineRuns {

    private final Map<Assignment, Thread> running = new ConcurrentHashMap<>();

    /** Why no monitor: a virtual thread would keep its carrier while it waits for its turn. */
    private final ReentrantLock guard = new ReentrantLock();

    private final Condition changed = guard.newCondition();

    /** Those that run at any time, not only now. */
    Collection<Assignment> assignments() {
        return running.keySet();
    }

    void begin(Assignment assignment) {
        running.put(assignment, Thread.currentThread());
    }

    void end(Assignment assignment) {
        running.remove(assignment);
        changed();
    }

    int count() {
        return running.size();
    }

    /** Whether the calling thread is in one of them. */
    boolean isWithin() {
        return running.containsValue(Thread.currentThread());
    }

    void interrupt() {
        running.keySet().forEach(Assignment::interrupt);
    }

    /** Has those that wait look again. */
    void changed() {
        guard.lock();
        try {
            changed.signalAll();
        } finally {
            guard.unlock();
        }
    }

    /** Waits until none runs; false if the time is over, or the thread was interrupted, whose flag is set again. */
    boolean awaitNone(Duration timeout) {
        return awaitUntil(running::isEmpty, timeout);
    }

    /** As {@link #awaitNone}, for any condition of which {@link #changed} is told. */
    boolean awaitUntil(BooleanSupplier condition, Duration timeout) {
        long left = Nanos.of(timeout);
        guard.lock();
        try {
            while (!condition.getAsBoolean()) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return condition.getAsBoolean();
        } finally {
            guard.unlock();
        }
    }
}
