package dev.honker;

import dev.honker.internal.check.Check;
import java.sql.Connection;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A registered task as its callers hold it; its results are JSON texts. One of a registry enqueues in a short transaction of its
 * own, or in the one that the calling thread has open on the database, one from {@link #in(Transaction)} in that transaction.
 * Thread-safe, a bound one as its connection is; enqueueing runs SQL as {@link Queue#enqueue(String)} does.
 */
public final class TaskHandle {

    private final Database database;
    private final TaskSpec spec;
    private final UnaryOperator<Queue> binding;

    TaskHandle(Database database, TaskSpec spec, UnaryOperator<Queue> binding) {
        this.database = database;
        this.spec = spec;
        this.binding = binding;
    }

    /** The name of the task. */
    public String name() {
        return spec.name();
    }

    /** What was registered. */
    public TaskSpec spec() {
        return spec;
    }

    /** This task, enqueued in a transaction. */
    public TaskHandle in(Transaction tx) {
        Check.notNull("tx", tx);
        return new TaskHandle(database, spec, queue -> queue.in(tx));
    }

    /** This task, enqueued in the transaction of a caller's connection. */
    public TaskHandle in(Connection connection) {
        Check.notNull("connection", connection);
        return new TaskHandle(database, spec, queue -> queue.in(connection));
    }

    /**
     * Enqueues a call with these arguments.
     *
     * @param argsJson a JSON array: the arguments by position
     * @param kwargsJson a JSON object: the arguments by name
     */
    public TaskResult<String> enqueue(String argsJson, String kwargsJson) {
        return enqueue(new TaskCall(argsJson, kwargsJson));
    }

    /** Enqueues a call. */
    public TaskResult<String> enqueue(TaskCall call) {
        return enqueue(call, EnqueueOptions.defaults());
    }

    /** Enqueues a call; what the options leave open is as the task says. */
    public TaskResult<String> enqueue(TaskCall call, EnqueueOptions options) {
        return enqueue(call, options, TaskResult.RAW);
    }

    /** Enqueues a call in a transaction. */
    public TaskResult<String> enqueue(Transaction tx, TaskCall call) {
        return in(tx).enqueue(call);
    }

    /** Enqueues a call in the transaction of a caller's connection. */
    public TaskResult<String> enqueue(Connection connection, TaskCall call) {
        return in(connection).enqueue(call);
    }

    <T> TaskResult<T> enqueue(TaskCall call, EnqueueOptions options, JsonCodec<T> codec) {
        String payload = Check.notNull("call", call).payload(spec.name());
        EnqueueOptions merged = spec.options().enqueueOptions(options);
        Queue queue = database.queue(spec.queue());
        Queue bound = binding.apply(queue);
        long id = bound.enqueue(payload, merged);
        return TaskResult.ofTask(bound, queue, id, codec, spec.name(), spec.options());
    }

    /** Runs the handler in the calling thread, without a job; null is the result {@code null}. */
    public @Nullable String callLocal(TaskCall call) throws Exception {
        return spec.handler().handle(Check.notNull("call", call));
    }

    /** This task with results of a type. */
    public <T> TypedTaskHandle<T> typed(JsonCodec<T> codec) {
        return new TypedTaskHandle<>(this, Check.notNull("codec", codec));
    }

    @Override
    public String toString() {
        return "task " + spec.name() + " of queue " + spec.queue();
    }
}
