package dev.honker.internal.queue;

import dev.honker.WorkerHandle;
import dev.honker.WorkerOptions;
import dev.honker.internal.access.Access;
import java.time.Duration;

/** Starts workers for what is more than a plain handler; stateless. */
public final class Workers {

    private Workers() {}

    /**
     * Starts a worker of the queue, as a child of its home. Its arguments are checked by the caller.
     *
     * @param workerName for threads and log lines; the id in the rows it claims begins with it
     * @param visibility how long a claim holds without a heartbeat
     * @param options all but their timeout: the run sets its own limit
     * @throws dev.honker.HonkerException if the access is bound to a connection
     * @throws dev.honker.HonkerClosedException if the home has been closed
     */
    public static WorkerHandle start(
            Access access,
            String queue,
            String workerName,
            Duration visibility,
            JobRun run,
            WorkerOptions options,
            QueueHome home) {
        return StartedWorker.start(
                new WorkerSetup(
                        access,
                        queue,
                        workerName,
                        WorkerIds.next(workerName),
                        visibility,
                        run,
                        options,
                        options.backoff()),
                home);
    }
}
