package dev.honker;

/**
 * A job was to be settled whose claim no longer held: it lapsed, or the job was cancelled. What was done for it in the same
 * transaction is to be rolled back, because another worker may do it again.
 */
public final class ClaimLostException extends HonkerException {

    private static final long serialVersionUID = 1L;

    private final long jobId;

    /** Makes an exception about the job. */
    public ClaimLostException(Job job) {
        super("the claim on " + job + " no longer holds: it lapsed, or the job was cancelled");
        this.jobId = job.id();
    }

    /** The id of the job. */
    public long jobId() {
        return jobId;
    }
}
