package dev.honker;

import org.jspecify.annotations.Nullable;

/**
 * The arguments of a call do not fit the task: too many, too few, unknown, or of another type. Thrown to a caller whose argument
 * can't be turned into JSON. Where a job is run, one {@linkplain #TaskArgumentException(TaskCall, String) about its own call} makes
 * it a dead letter at once, since a further attempt would fail the same way; one about another call, which the task made, is a
 * failure like any other.
 */
public final class TaskArgumentException extends HonkerException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable TaskCall call;

    /** Makes an exception with a message. */
    public TaskArgumentException(String message) {
        super(message);
        this.call = null;
    }

    /** Makes an exception with a message and the failure behind it. */
    public TaskArgumentException(String message, Throwable cause) {
        super(message, cause);
        this.call = null;
    }

    /**
     * Makes an exception of a {@link TaskHandler} that can't run this call.
     *
     * @param call the object that it was given
     * @param message becomes the error text of the job
     */
    public TaskArgumentException(TaskCall call, String message) {
        super(message);
        this.call = call;
    }

    /** Whether it is this call that does not fit: the same object, not an equal one. */
    public boolean isAbout(TaskCall other) {
        return call == other;
    }
}
