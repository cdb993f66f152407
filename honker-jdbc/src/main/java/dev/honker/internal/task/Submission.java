package dev.honker.internal.task;

import dev.honker.HonkerException;
import dev.honker.HonkerInvalidOptionException;
import dev.honker.TaskResult;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The one call of a {@code submit}; for one thread. */
final class Submission implements Capture {

    private final AnnotatedTasks tasks;
    private @Nullable Enqueuer proxy;
    private @Nullable TaskMethod method;
    private String payload = "";
    private @Nullable RuntimeException refusal;
    private int calls;

    private Submission(AnnotatedTasks tasks) {
        this.tasks = tasks;
    }

    /** Enqueues the call that the code makes, after it. */
    static TaskResult<Object> of(AnnotatedTasks tasks, Callable<?> code) {
        Submission submission = new Submission(tasks);
        try {
            Current.with(submission, code);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new HonkerException("the code that was to call a task threw " + e + "; nothing was enqueued", e);
        }
        return submission.enqueue();
    }

    @Override
    public @Nullable Object take(Enqueuer called, TaskMethod task, @Nullable Object[] arguments) {
        calls++;
        try {
            if (task.result().isTaskResult()) {
                throw new HonkerInvalidOptionException("task '" + task.name()
                        + "' returns a TaskResult itself: call it on the proxy directly, without submit");
            }
            payload = task.parameters().payload(arguments);
        } catch (RuntimeException e) {
            refusal = e;
            throw e;
        }
        proxy = called;
        method = task;
        return task.result().nothing();
    }

    private TaskResult<Object> enqueue() {
        if (refusal != null) {
            throw refusal;
        }
        if (calls != 1 || proxy == null || method == null) {
            throw new HonkerInvalidOptionException("submit takes code that calls one task on a proxy of Tasks, but "
                    + calls + " were called; nothing was enqueued");
        }
        return proxy.through(tasks).enqueue(method, payload);
    }
}
