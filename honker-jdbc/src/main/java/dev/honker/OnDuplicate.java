package dev.honker;

/** What to do when a unique job is enqueued while the queue has one with the same key. */
public enum OnDuplicate {
    /** Keep the job that is there and enqueue nothing. */
    KEEP,
    /**
     * Give a job that is still pending the new payload and options. If it is claimed, enqueue a new job beside it, which has
     * the key from then on.
     */
    REPLACE,
    /** Throw {@link DuplicateJobException} and enqueue nothing. */
    FAIL
}
