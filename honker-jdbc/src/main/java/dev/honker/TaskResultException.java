package dev.honker;

import org.jspecify.annotations.Nullable;

/**
 * What a task returned can't be turned into JSON. Where a job is run, and this is about its own call, the task is done all the
 * same: this is logged, and no result is kept. A {@link TaskHandler} may throw it after it did its work.
 */
public final class TaskResultException extends HonkerException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable TaskCall call;

    /**
     * Makes an exception of a {@link TaskHandler} that has run this call.
     *
     * @param call the object that it was given
     * @param cause what the codec threw
     */
    public TaskResultException(TaskCall call, String message, Throwable cause) {
        super(message, cause);
        this.call = call;
    }

    /** Whether it is this call whose result has no JSON: the same object, not an equal one. */
    public boolean isAbout(TaskCall other) {
        return call == other;
    }
}
