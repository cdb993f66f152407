package dev.honker;

import org.jspecify.annotations.Nullable;

/** What runs a task. Must be safe for use by several threads. */
@FunctionalInterface
public interface TaskHandler {

    /**
     * Runs the task once. A {@link RetryableException} has it run again after a delay of its own, anything else that is thrown
     * after the task's retry delay, as long as attempts are left.
     *
     * @return its result as JSON; null is the result {@code null}
     */
    @Nullable
    String handle(TaskCall call) throws Exception;

    /** As {@link #handle(TaskCall)}, which it calls by default, with the job that is being run. */
    default @Nullable String handle(TaskCall call, Job job) throws Exception {
        return handle(call);
    }
}
