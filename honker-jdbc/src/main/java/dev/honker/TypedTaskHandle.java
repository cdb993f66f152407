package dev.honker;

import java.sql.Connection;

/**
 * A registered task with results of a type; otherwise as the {@link TaskHandle} it is made of.
 *
 * @param <T> the type of the results
 */
public final class TypedTaskHandle<T> {

    private final TaskHandle raw;
    private final JsonCodec<T> codec;

    TypedTaskHandle(TaskHandle raw, JsonCodec<T> codec) {
        this.raw = raw;
        this.codec = codec;
        codec.requireReadable();
    }

    /** The task without a type. */
    public TaskHandle raw() {
        return raw;
    }

    /** As {@link TaskHandle#name}. */
    public String name() {
        return raw.name();
    }

    /** As {@link TaskHandle#in(Transaction)}. */
    public TypedTaskHandle<T> in(Transaction tx) {
        return new TypedTaskHandle<>(raw.in(tx), codec);
    }

    /** As {@link TaskHandle#in(Connection)}. */
    public TypedTaskHandle<T> in(Connection connection) {
        return new TypedTaskHandle<>(raw.in(connection), codec);
    }

    /** As {@link TaskHandle#enqueue(String, String)}. */
    public TaskResult<T> enqueue(String argsJson, String kwargsJson) {
        return enqueue(new TaskCall(argsJson, kwargsJson));
    }

    /** As {@link TaskHandle#enqueue(TaskCall)}. */
    public TaskResult<T> enqueue(TaskCall call) {
        return enqueue(call, EnqueueOptions.defaults());
    }

    /** As {@link TaskHandle#enqueue(TaskCall, EnqueueOptions)}. */
    public TaskResult<T> enqueue(TaskCall call, EnqueueOptions options) {
        return raw.enqueue(call, options, codec);
    }
}
