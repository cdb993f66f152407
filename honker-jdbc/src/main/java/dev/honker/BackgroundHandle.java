package dev.honker;

import java.time.Duration;
import java.util.Optional;

/**
 * Something that runs in the background until it is stopped or fails. A failure of a handler is no failure of the handle
 * unless a subtype says so; passing trouble of the database is waited out. Safe for use by several threads.
 */
public interface BackgroundHandle extends AutoCloseable {

    /** Whether it runs: neither ended by a stop nor by a failure. */
    boolean isRunning();

    /** Whether it ended by a failure. */
    default boolean failed() {
        return failure().isPresent();
    }

    /** The failure that ended it; empty while it runs and after a stop. */
    Optional<Throwable> failure();

    /**
     * What keeps it from its work at present, although it runs: an executor that takes no jobs, or turns that have failed several
     * times in a row. It goes on by itself once that is over. Empty if it works, has ended, or has ended by a {@link #failure}.
     */
    default Optional<Throwable> trouble() {
        return Optional.empty();
    }

    /**
     * Throws if it ended by a failure.
     *
     * @throws HonkerException with the failure as its cause
     */
    default void throwIfFailed() {
        failure().ifPresent(failure -> {
            throw new HonkerException("the background work ended by a failure: " + failure, failure);
        });
    }

    /**
     * Takes nothing new and waits for what runs; what still runs at the deadline is interrupted as {@link #stopNow} does, and
     * gets a second or two to end. A thread that is interrupted gives no time until the deadline, and keeps its flag. Called by
     * code that this handle itself runs, such as its handler, it only asks for the stop and returns false at once: nothing is
     * interrupted then.
     *
     * @param deadline how long to wait, not negative
     * @return whether all ended in time by itself
     */
    boolean stop(Duration deadline);

    /** Takes nothing new and interrupts what runs; does not wait for its end. */
    void stopNow();

    /**
     * Waits until it has ended, by whatever way; does not stop it.
     *
     * @param timeout how long to wait, not negative
     * @return whether it has ended; false also if the thread was interrupted, whose flag is set again
     */
    boolean awaitEnd(Duration timeout);

    /** Stops it as {@link #stop} does, with the stop timeout of its options, 10 s by default. Idempotent. */
    @Override
    void close();
}
