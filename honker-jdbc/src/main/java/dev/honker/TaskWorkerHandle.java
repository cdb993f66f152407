package dev.honker;

import java.util.List;
import java.util.Optional;

/**
 * Workers that run the jobs of tasks, one for each queue, and the scheduler if there are periodic tasks. It has failed when one
 * of them has; failing tasks don't end it.
 */
public interface TaskWorkerHandle extends BackgroundHandle {

    /** The workers, by the names of their queues. */
    List<WorkerHandle> workers();

    /** The scheduler, which leads or stands by; empty if there are no periodic tasks, or none is to run. */
    Optional<SchedulerHandle> scheduler();

    /** How many jobs they hold now. */
    int running();

    /** What they did so far, added up. */
    WorkerCounts counts();
}
