package dev.honker.internal.queue;

import java.time.Duration;
import java.util.function.Function;

/**
 * How long one run of a job may take. At the limit the worker interrupts the thread and settles the job; whether or not the
 * thread reacts, its slot is free and what it returns later is ignored. For the thread of the run.
 */
public interface TimeLimit {

    /**
     * Sets the limit from now on, once per run. At the limit the job is retried after the worker's backoff, with the error
     * {@code timeout after 5s}.
     *
     * @param timeout positive
     * @throws IllegalStateException if it was set before
     */
    void set(Duration timeout);

    /**
     * As {@link #set(Duration)}, for runs with rules of their own for retries.
     *
     * @param atTimeout gives the outcome by the error text; called by another thread, must not block
     * @throws IllegalStateException if it was set before
     */
    void set(Duration timeout, Function<String, Outcome> atTimeout);
}
