package dev.honker;

import dev.honker.internal.check.Check;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Thrown by a handler to have its job run again after a delay of its own, in place of the worker's {@link Backoff}. It
 * costs
 * the attempt like any failure: a job without attempts left becomes a dead letter with this message.
 */
public final class RetryableException extends HonkerException {

    private static final long serialVersionUID = 1L;

    private final Duration delay;

    /**
     * Makes an exception with a message, which is the error text of the job.
     *
     * @param delay how long until the job is due again; not negative, fractions of seconds round up
     * @throws HonkerInvalidOptionException if the delay is null or negative
     */
    public RetryableException(String message, Duration delay) {
        this(message, delay, null);
    }

    /**
     * Makes an exception with a message, which is the error text of the job, and the failure behind it, which may be null.
     *
     * @param delay how long until the job is due again; not negative, fractions of seconds round up
     * @throws HonkerInvalidOptionException if the delay is null or negative
     */
    public RetryableException(String message, Duration delay, @Nullable Throwable cause) {
        super(message, cause);
        this.delay = Check.notNegative("delay", delay);
    }

    /** How long until the job is due again; not negative. */
    public Duration delay() {
        return delay;
    }
}
