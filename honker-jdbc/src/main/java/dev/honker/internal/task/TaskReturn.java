package dev.honker.internal.task;

import dev.honker.HonkerInvalidOptionException;
import dev.honker.TaskCall;
import dev.honker.TaskResult;
import dev.honker.TaskResultException;
import dev.honker.internal.json.TypeCodecs;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a task method returns; thread-safe. */
final class TaskReturn {

    private final String task;
    private final Class<?> raw;
    private final TaskValue value;

    private TaskReturn(String task, Class<?> raw, TaskValue value) {
        this.task = task;
        this.raw = raw;
        this.value = value;
    }

    static TaskReturn of(String task, Method method, TypeArguments types, Supplier<TypeCodecs> codecs) {
        Type type = TaskTypes.concrete("the result", types.resolve(method.getGenericReturnType()));
        Class<?> raw = types.erased(type);
        if (Future.class.isAssignableFrom(raw) || CompletionStage.class.isAssignableFrom(raw)) {
            throw new HonkerInvalidOptionException("the result must be a value, void or a TaskResult, but is "
                    + raw.getName() + ": return a TaskResult of what it would give");
        }
        TaskValue value = new TaskValue(raw == TaskResult.class ? TaskTypes.argument(type) : type, codecs);
        value.requireReadable();
        return new TaskReturn(task, raw, value);
    }

    /** The codec of what is awaited. */
    TaskValue value() {
        return value;
    }

    boolean isTaskResult() {
        return raw == TaskResult.class;
    }

    /** What a call that only enqueues returns, if it isn't a {@link TaskResult}. */
    @Nullable
    Object nothing() {
        if (!raw.isPrimitive() || raw == void.class) {
            return null;
        }
        if (raw == boolean.class) {
            return false;
        }
        if (raw == char.class) {
            return '\0';
        }
        return zero();
    }

    private Object zero() {
        if (raw == long.class) {
            return 0L;
        }
        if (raw == double.class) {
            return 0d;
        }
        if (raw == float.class) {
            return 0f;
        }
        if (raw == short.class) {
            return (short) 0;
        }
        return raw == byte.class ? (Object) (byte) 0 : (Object) 0;
    }

    /** The JSON of what the body returned to a call. */
    String encode(TaskCall call, @Nullable Object returned) {
        try {
            return value.encode(returned instanceof TaskResult<?> wrapped ? unwrapped(wrapped) : returned);
        } catch (Exception e) {
            throw new TaskResultException(call, "the result of task '" + task + "' can't be turned into JSON: " + e, e);
        }
    }

    private static @Nullable Object unwrapped(TaskResult<?> result) {
        if (!result.isValue()) {
            throw new HonkerInvalidOptionException(
                    "a task must return a TaskResult made by TaskResult.of, but returned that of a call: " + result);
        }
        return result.get().orElse(null);
    }
}
