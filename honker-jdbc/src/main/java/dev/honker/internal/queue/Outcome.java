package dev.honker.internal.queue;

import java.time.Duration;

/** What is to become of a job whose handler has ended; immutable. */
sealed interface Outcome {

    /** It is done. */
    record Ack() implements Outcome {}

    /** It is to run again after the delay, unless its attempts are used up. */
    record Retry(Duration delay, String error) implements Outcome {}

    /** It can never succeed. */
    record Fail(String error) implements Outcome {}

    /** It was never begun: it goes back without costing an attempt. */
    record Release() implements Outcome {}

    /** The handler has decided by itself, and that has been committed. */
    record Settled() implements Outcome {}

    /**
     * The handler has decided inside a transaction of its own. If that committed, the claim is gone; if it still stands, it was
     * rolled back and the job is to run again.
     */
    record RetryIfStillHeld(Duration delay, String error) implements Outcome {}
}
