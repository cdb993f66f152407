package dev.honker.internal.task;

import dev.honker.HonkerException;
import dev.honker.Job;
import dev.honker.TaskArgumentException;
import dev.honker.TaskCall;
import dev.honker.TaskHandler;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/** A task method of an instance; as thread-safe as that. */
final class TaskBody implements TaskHandler {

    private final TaskMethod method;
    private final Object instance;

    /** The method can be called from here. */
    TaskBody(TaskMethod method, Object instance) {
        this.method = method;
        this.instance = instance;
    }

    @Override
    public @Nullable String handle(TaskCall call) throws Exception {
        return run(call, null);
    }

    @Override
    public @Nullable String handle(TaskCall call, Job job) throws Exception {
        return run(call, job);
    }

    private @Nullable String run(TaskCall call, @Nullable Job job) throws Exception {
        Object returned = invoke(arguments(call, job));
        return method.options().storeResult() ? method.result().encode(call, returned) : null;
    }

    private @Nullable Object[] arguments(TaskCall call, @Nullable Job job) {
        try {
            return method.parameters().arguments(call, job);
        } catch (TaskArgumentException e) {
            throw new TaskArgumentException(call, String.valueOf(e.getMessage()));
        }
    }

    /** Calls the method; what it throws comes through as it is. */
    @Nullable
    Object invoke(@Nullable Object[] arguments) throws Exception {
        try {
            return method.method().invoke(instance, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof Exception thrown ? thrown : e;
        } catch (IllegalArgumentException e) {
            throw new HonkerException(
                    "task '" + method.name() + "' can't be called on "
                            + instance.getClass().getName() + " with arguments of " + arguments.length + " parameters: "
                            + e.getMessage(),
                    e);
        }
    }

    /** Registering the same method of the same instance again is no conflict. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TaskBody body && body.instance == instance && body.method.equals(method);
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(instance) + method.name().hashCode();
    }

    @Override
    public String toString() {
        return TaskMethod.described(method.method()) + " of a "
                + instance.getClass().getName();
    }
}
