package dev.honker.internal.queue;

import dev.honker.Job;
import dev.honker.JobHandler;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Runs one claimed job and says what is to become of it; called by as many threads at once as its worker has slots. */
@FunctionalInterface
public interface JobRun {

    /**
     * Runs the job. What it returns counts, unless the job was settled through its own handle meanwhile.
     *
     * @param limit how the run says how long it may take; none unless it is set
     * @throws Exception to have the job retried after the worker's backoff, as {@link JobHandler#handle} describes
     */
    Outcome run(Job job, TimeLimit limit) throws Exception;

    /** A plain handler: its job is done when it returns; {@code timeout} is its limit, null means none. */
    static JobRun of(JobHandler handler, @Nullable Duration timeout) {
        return (job, limit) -> {
            if (timeout != null) {
                limit.set(timeout);
            }
            handler.handle(job);
            return Outcome.ACK;
        };
    }
}
