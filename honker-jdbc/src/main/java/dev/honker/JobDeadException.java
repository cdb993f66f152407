package dev.honker;

import org.jspecify.annotations.Nullable;

/** The job whose result is waited for became a dead letter, so that no result will come. */
public final class JobDeadException extends HonkerException {

    private static final long serialVersionUID = 1L;

    private final long jobId;
    private final @Nullable String lastError;

    /** Makes an exception for a job and the error text of its dead letter, which may be null. */
    public JobDeadException(long jobId, @Nullable String lastError) {
        super("job " + jobId + " is a dead letter" + (lastError == null ? "" : ": " + lastError));
        this.jobId = jobId;
        this.lastError = lastError;
    }

    /** The id of the job. */
    public long jobId() {
        return jobId;
    }

    /** Why the job died, as its dead letter says; null if it says nothing. */
    public @Nullable String lastError() {
        return lastError;
    }
}
