package dev.honker.internal.task;

import dev.honker.HonkerException;
import dev.honker.Queue;
import dev.honker.TaskResult;
import dev.honker.internal.task.proxy.ProxyCalls;
import org.jspecify.annotations.Nullable;

/** What the calls on one proxy become; as thread-safe as its tasks. */
final class Enqueuer implements ProxyCalls {

    private final TaskType type;
    private final TaskMethod[] methods;
    private final AnnotatedTasks tasks;

    Enqueuer(TaskType type, AnnotatedTasks tasks) {
        this.type = type;
        this.methods = type.methods().toArray(new TaskMethod[0]);
        this.tasks = tasks;
    }

    @Override
    public @Nullable Object call(int place, @Nullable Object[] arguments) throws Exception {
        TaskMethod method = methods[place];
        Capture capture = Capture.Current.get();
        if (capture != null) {
            return capture.take(this, method, arguments);
        }
        String payload = method.parameters().payload(arguments);
        if (method.result().isTaskResult()) {
            return enqueue(method, payload);
        }
        tasks.enqueueInto(method.queue()).enqueue(payload, tasks.options(method.options()));
        return method.result().nothing();
    }

    TaskResult<Object> enqueue(TaskMethod method, String payload) {
        Queue bound = tasks.enqueueInto(method.queue());
        long id = bound.enqueue(payload, tasks.options(method.options()));
        Queue queue = tasks.awaitFrom(method.queue());
        return TaskResult.ofTask(bound, queue, id, method.result().value(), method.name(), method.options());
    }

    /** These calls as the given tasks bind them and with their options; what they leave open is as the proxy was made. */
    Enqueuer through(AnnotatedTasks submitting) {
        return new Enqueuer(type, submitting.over(tasks));
    }

    /** Runs a call here and now. */
    @Nullable
    Object callLocal(TaskMethod method, @Nullable Object[] arguments) throws Exception {
        return tasks.body(method.name()).invoke(arguments);
    }

    @Override
    public Object refuse(String method) {
        throw new HonkerException(method + " is no task, so it can't be called on a proxy of " + type
                + ": annotate it with @Task, or call it on an instance of your own");
    }

    @Override
    public String describe() {
        return "tasks of " + type;
    }
}
