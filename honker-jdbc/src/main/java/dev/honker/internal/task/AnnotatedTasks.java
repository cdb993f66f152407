package dev.honker.internal.task;

import dev.honker.EnqueueOptions;
import dev.honker.HonkerException;
import dev.honker.HonkerInvalidOptionException;
import dev.honker.JsonCodecFactory;
import dev.honker.PeriodicSpec;
import dev.honker.Queue;
import dev.honker.TaskOptions;
import dev.honker.TaskRegistry;
import dev.honker.TaskResult;
import dev.honker.TaskSpec;
import dev.honker.TaskWorkerHandle;
import dev.honker.TaskWorkerOptions;
import dev.honker.Tasks;
import dev.honker.Transaction;
import dev.honker.internal.check.Check;
import dev.honker.internal.task.proxy.Proxied;
import java.lang.reflect.InaccessibleObjectException;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Methods as tasks of one database, or of a connection; thread-safe, a bound one as its connection is. */
public final class AnnotatedTasks implements Tasks {

    private final @Nullable TaskRegistry registry;
    private final Function<String, Queue> queues;
    private final TaskClasses classes;
    private final @Nullable Binding binding;
    private final EnqueueOptions options;

    private AnnotatedTasks(
            @Nullable TaskRegistry registry,
            Function<String, Queue> queues,
            TaskClasses classes,
            @Nullable Binding binding,
            EnqueueOptions options) {
        this.registry = registry;
        this.queues = queues;
        this.classes = classes;
        this.binding = binding;
        this.options = options;
    }

    /** In whose transaction calls are enqueued. */
    private record Binding(Connection connection, UnaryOperator<Queue> bind) {}

    /** The tasks of a registry's database; {@code codecs} are null for the default. */
    public static Tasks of(TaskRegistry registry, @Nullable JsonCodecFactory codecs) {
        return new AnnotatedTasks(
                registry, registry.database()::queue, TaskClasses.with(codecs), null, EnqueueOptions.defaults());
    }

    /** The tasks of a connection that somebody else owns: there is no database behind them. */
    public static Tasks on(Transaction transaction) {
        return new AnnotatedTasks(
                null,
                transaction::queue,
                TaskClasses.with(null),
                new Binding(transaction.connection(), UnaryOperator.identity()),
                EnqueueOptions.defaults());
    }

    // ---- for the proxies

    Queue enqueueInto(String queue) {
        Queue free = queues.apply(queue);
        return binding == null ? free : binding.bind().apply(free);
    }

    Queue awaitFrom(String queue) {
        return queues.apply(queue);
    }

    EnqueueOptions options(TaskOptions task) {
        return task.enqueueOptions(options);
    }

    /**
     * These, where they are bound and have options of their own, over those that a proxy was made by.
     *
     * @throws HonkerInvalidOptionException if the two are of different databases or connections
     */
    AnnotatedTasks over(AnnotatedTasks proxy) {
        if (this == proxy) {
            return this;
        }
        if (registry != null && proxy.registry != null && registry != proxy.registry) {
            throw new HonkerInvalidOptionException("submit was given a call on a proxy of another database's tasks;"
                    + " nothing was enqueued: submit it through those");
        }
        if (binding != null && proxy.binding != null && binding.connection() != proxy.binding.connection()) {
            throw new HonkerInvalidOptionException("submit was given a call on a proxy that is bound to another"
                    + " transaction; nothing was enqueued: take a proxy of these tasks, or of the database's");
        }
        AnnotatedTasks bound = binding == null ? proxy : this;
        return new AnnotatedTasks(
                bound.registry,
                bound.queues,
                bound.classes,
                bound.binding,
                options == EnqueueOptions.defaults() ? proxy.options : options);
    }

    TaskBody body(String task) {
        if (registry().get(task).map(TaskSpec::handler).orElse(null) instanceof TaskBody body) {
            return body;
        }
        throw new HonkerException("no instance is registered that could run the task '" + task
                + "' here: register one with Tasks.register; registered are "
                + registry().names());
    }

    // ---- for the user

    @Override
    public TaskRegistry registry() {
        if (registry == null) {
            throw new HonkerException(
                    "these tasks are bound to a connection and know no Database: registering and running"
                            + " are for those of Honker.open or Honker.of");
        }
        return registry;
    }

    @Override
    public void register(Object instance) {
        if (Check.notNull("instance", instance) instanceof Proxied) {
            throw new HonkerInvalidOptionException(
                    "instance must be one that runs the tasks, but is a proxy: " + instance);
        }
        List<TaskSpec> specs = new ArrayList<>();
        Map<String, String> formerNames = new LinkedHashMap<>();
        List<PeriodicSpec> schedules = new ArrayList<>();
        for (TaskMethod method : classes.of(instance.getClass()).methods()) {
            makeAccessible(method);
            specs.add(new TaskSpec(method.name(), method.queue(), new TaskBody(method, instance), method.options()));
            method.aliases().forEach(former -> formerNames.put(former, method.name()));
            method.periodic().ifPresent(schedules::add);
        }
        registry().registerAll(specs, formerNames, schedules);
    }

    private static void makeAccessible(TaskMethod method) {
        try {
            method.method().setAccessible(true);
        } catch (InaccessibleObjectException e) {
            String name = method.method().getDeclaringClass().getPackageName();
            throw new HonkerInvalidOptionException("task method " + TaskMethod.described(method.method())
                    + " can't be called: its module doesn't open " + name + " to honker; add 'opens " + name
                    + " to dev.honker.jdbc' to its module-info");
        }
    }

    @Override
    public <T> T proxy(Class<T> type) {
        TaskType tasks = classes.of(Check.notNull("type", type));
        return type.cast(tasks.proxy(new Enqueuer(tasks, this)));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> TaskResult<T> submit(Callable<T> call) {
        return (TaskResult<T>) Submission.of(this, Check.notNull("call", call));
    }

    @Override
    @SuppressWarnings("unchecked")
    public TaskResult<Void> submit(Block call) {
        return (TaskResult<Void>) (TaskResult<?>) Submission.of(this, callable(call));
    }

    @Override
    public <T extends @Nullable Object> T callLocal(Callable<T> call) throws Exception {
        return Capture.Current.with(
                // why without a capture again: what the task itself calls is for others to run
                (proxy, method, arguments) -> Capture.Current.with(null, () -> proxy.callLocal(method, arguments)),
                Check.notNull("call", call));
    }

    @Override
    public void callLocal(Block call) throws Exception {
        callLocal(callable(call));
    }

    private static Callable<@Nullable Object> callable(Block call) {
        Check.notNull("call", call);
        return () -> {
            call.run();
            return null;
        };
    }

    @Override
    public Tasks with(EnqueueOptions enqueue) {
        return new AnnotatedTasks(registry, queues, classes, binding, Check.notNull("options", enqueue));
    }

    @Override
    public Tasks in(Transaction tx) {
        Check.notNull("tx", tx);
        return new AnnotatedTasks(
                registry, queues, classes, new Binding(tx.connection(), queue -> queue.in(tx)), options);
    }

    @Override
    public Tasks in(Connection connection) {
        Check.notNull("connection", connection);
        return new AnnotatedTasks(
                registry, queues, classes, new Binding(connection, queue -> queue.in(connection)), options);
    }

    @Override
    public TaskWorkerHandle run(TaskWorkerOptions worker) {
        if (binding != null) {
            throw new HonkerException(
                    "a task worker runs in the background, so it can't be part of a transaction: start"
                            + " it on the tasks of the Database");
        }
        return registry().database().runTasks(registry(), worker);
    }

    @Override
    public String toString() {
        return "tasks " + (registry == null ? List.of() : registry.names());
    }
}
