package dev.honker;

import dev.honker.internal.check.Check;
import dev.honker.internal.check.JsonText;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/**
 * A registered task of one argument as its callers hold it; otherwise as the {@link TaskHandle} it is made of. What enqueues
 * throws {@link PayloadException}, before anything is done, if the codec can't encode the argument as one
 * JSON value.
 *
 * @param <A> the type of the argument
 * @param <R> the type of the result
 */
public final class FunctionTask<A, R> {

    private final TaskHandle raw;
    private final JsonCodec<A> argument;
    private final JsonCodec<R> result;
    private final TaskFunction<A, R> function;

    FunctionTask(TaskHandle raw, JsonCodec<A> argument, JsonCodec<R> result, TaskFunction<A, R> function) {
        this.raw = raw;
        this.argument = argument;
        this.result = result;
        this.function = function;
    }

    /** The task without types. */
    public TaskHandle raw() {
        return raw;
    }

    /** As {@link TaskHandle#name}. */
    public String name() {
        return raw.name();
    }

    /** As {@link TaskHandle#in(Transaction)}. */
    public FunctionTask<A, R> in(Transaction tx) {
        return new FunctionTask<>(raw.in(tx), argument, result, function);
    }

    /** As {@link TaskHandle#in(Connection)}. */
    public FunctionTask<A, R> in(Connection connection) {
        return new FunctionTask<>(raw.in(connection), argument, result, function);
    }

    /** Enqueues a call with this argument, not null. */
    public TaskResult<R> enqueue(A value) {
        return enqueue(value, EnqueueOptions.defaults());
    }

    /** Enqueues a call with this argument, not null; what the options leave open is as the task says. */
    public TaskResult<R> enqueue(A value, EnqueueOptions options) {
        String json = Payloads.encode(argument, raw.spec().queue(), value);
        try {
            JsonText.kindOfArgument(json);
        } catch (JsonText.MalformedException e) {
            throw PayloadException.encoding(raw.spec().queue(), e);
        }
        return raw.enqueue(new TaskCall("[" + json + "]", "{}"), options, result);
    }

    /** Runs the function in the calling thread, without a job and without JSON. */
    public @Nullable R callLocal(A value) throws Exception {
        return function.apply(Check.notNull("argument", value));
    }
}
