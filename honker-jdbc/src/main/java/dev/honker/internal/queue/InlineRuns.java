package dev.honker.internal.queue;

import dev.honker.internal.wake.Nanos;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The jobs that a worker without threads runs at present, and in whose threads; thread-safe. */
final class InlineRuns {

    private final Map<Assignment, Thread> running = new ConcurrentHashMap<>();

    /** Those that run at any time, not only now. */
    Collection<Assignment> assignments() {
        return running.keySet();
    }

    synchronized void begin(Assignment assignment) {
        running.put(assignment, Thread.currentThread());
    }

    synchronized void end(Assignment assignment) {
        running.remove(assignment);
        notifyAll();
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
    synchronized void changed() {
        notifyAll();
    }

    /** Waits until none runs; false if the time is over, or the thread was interrupted, whose flag is set again. */
    boolean awaitNone(Duration timeout) {
        return awaitUntil(running::isEmpty, timeout);
    }

    /** As {@link #awaitNone}, for any condition of which {@link #changed} is told. */
    synchronized boolean awaitUntil(BooleanSupplier condition, Duration timeout) {
        long start = System.nanoTime();
        long nanos = Nanos.of(timeout);
        try {
            while (!condition.getAsBoolean()) {
                long left = nanos - (System.nanoTime() - start);
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return condition.getAsBoolean();
        }
    }
}
