package dev.honker;

/**
 * What became of a unique enqueue.
 *
 * @param id the job that bears the key now
 * @param outcome whether that is a new job or the one that was there
 */
public record UniqueJob(long id, Outcome outcome) {

    /** What a unique enqueue did. */
    public enum Outcome {
        /** A new job was enqueued: the queue had none with the key, or one that is claimed and was to be replaced. */
        ENQUEUED,
        /** The queue had a job with the key, which was kept: nothing was enqueued. */
        KEPT,
        /** The queue had a pending job with the key: it has the new payload and options now, and kept its id. */
        REPLACED
    }
}
