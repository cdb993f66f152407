package dev.honker.internal.queue;

import dev.honker.internal.check.Check;
import dev.honker.internal.check.Unicode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is to become of a job whose handler has ended; immutable. */
public sealed interface Outcome {

    /** The text that a failure leaves in the row: the failure with its stack trace, cut where it is very long. */
    static String error(Throwable failure) {
        return Outcomes.text(failure);
    }

    /** It is done, and leaves no result. */
    Ack ACK = new Ack(null, 0);

    /**
     * It is done. Its result is saved in the transaction that deletes the job, and only if the claim still held. If the result
     * alone can't be saved, that is logged and the job is done without it: it is not run again.
     *
     * @param resultJson what its waiters get; null means no result
     * @param resultTtlSeconds how long the result is kept, not negative; 0 means for ever
     */
    record Ack(@Nullable String resultJson, long resultTtlSeconds) implements Outcome {

        /** Refuses a negative time. */
        public Ack {
            Check.notNegative("resultTtlSeconds", resultTtlSeconds);
        }

        boolean hasResult() {
            return resultJson != null;
        }
    }

    /**
     * It is to run again after the delay, unless its attempts are used up: then it becomes a dead letter with the error.
     *
     * @param delay not negative; fractions of seconds round up
     */
    record Retry(Duration delay, String error) implements Outcome {

        /** Keeps halves of surrogate pairs, which no table can hold, as their escapes. */
        public Retry {
            error = Unicode.escaped(error);
        }
    }

    /**
     * It can never succeed: it becomes a dead letter with the error, whatever attempts are left.
     *
     * @param unlessStopped whether it is run again instead if its worker's stop has interrupted it, which may be why it failed
     */
    record Fail(String error, boolean unlessStopped) implements Outcome {

        /** As in {@link Retry}. */
        public Fail {
            error = Unicode.escaped(error);
        }

        /** It can never succeed, stopped or not. */
        public Fail(String error) {
            this(error, false);
        }
    }

    /** It was never begun: it goes back without costing an attempt. */
    record Release() implements Outcome {}

    /** The handler has decided by itself, and that has been committed. */
    record Settled() implements Outcome {}

    /**
     * The handler has decided inside a transaction of its own. If that committed, the claim is gone; if it still stands, it was
     * rolled back and the job is to run again.
     *
     * @param delay as in {@link Retry}
     */
    record RetryIfStillHeld(Duration delay, String error) implements Outcome {

        /** As in {@link Retry}. */
        public RetryIfStillHeld {
            error = Unicode.escaped(error);
        }
    }
}
