package dev.honker;

import dev.honker.internal.check.Check;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/**
 * The tasks that a program knows by name. Registering and looking up run no SQL; nothing here needs a library, but
 * for the forms that take classes, which need Jackson. Safe for use by several threads; what is registered after a worker has
 * started is run by it too, if the worker has its queue.
 */
public final class TaskRegistry {

    private final Database database;
    private final Map<String, TaskSpec> specs = new TreeMap<>();
    private final Map<String, String> aliases = new TreeMap<>();
    private final List<PeriodicSpec> periodic = new ArrayList<>();
    private final List<Runnable> afterRegistration = new CopyOnWriteArrayList<>();

    /** An empty registry, whose handles enqueue into that database. */
    public TaskRegistry(Database database) {
        this.database = Check.notNull("database", database);
    }

    /** The database into which its handles enqueue. */
    public Database database() {
        return database;
    }

    /** Registers a task with the default options, as {@link #register(String, String, TaskHandler, TaskOptions)}. */
    public TaskHandle register(String name, String queue, TaskHandler handler) {
        return register(name, queue, handler, TaskOptions.defaults());
    }

    /**
     * Registers a task. The same handler may be registered again, also with another queue and other options, which count then.
     *
     * @throws HonkerInvalidOptionException if the name is that of another task, or a former name of one
     */
    public TaskHandle register(String name, String queue, TaskHandler handler, TaskOptions options) {
        TaskHandle registered = register(new TaskSpec(name, queue, handler, options));
        tell();
        return registered;
    }

    /**
     * Has an action run after each registration, in the registering thread; what it throws, the registering call throws.
     *
     * @return takes the action out again; idempotent
     */
    public Runnable afterRegistration(Runnable action) {
        // why wrapped: the same action may be given twice
        Runnable own = Check.notNull("action", action)::run;
        afterRegistration.add(own);
        return () -> afterRegistration.remove(own);
    }

    /** Why not inside the guard: the actions run SQL. */
    private void tell() {
        afterRegistration.forEach(Runnable::run);
    }

    private synchronized TaskHandle register(TaskSpec spec) {
        TaskSpec present = specs.get(spec.name());
        if (present != null && !present.handler().equals(spec.handler()) || aliases.containsKey(spec.name())) {
            throw duplicate(spec.name());
        }
        specs.put(spec.name(), spec);
        return new TaskHandle(database, spec, UnaryOperator.identity());
    }

    private HonkerInvalidOptionException duplicate(String name) {
        String formerOf = aliases.get(name);
        return new HonkerInvalidOptionException("duplicate task name '" + name + "' — "
                + (formerOf == null
                        ? "another task is registered under it"
                        : "it is a former name of the task '" + formerOf + "'")
                + "; give this one a name of its own");
    }

    /** Registers a task whose results have a type, with the default options. */
    public <T> TypedTaskHandle<T> registerTyped(String name, String queue, JsonCodec<T> codec, TaskHandler handler) {
        return registerTyped(name, queue, codec, handler, TaskOptions.defaults());
    }

    /** Registers a task whose results have a type: the codec decodes what the handler returns as JSON. */
    public <T> TypedTaskHandle<T> registerTyped(
            String name, String queue, JsonCodec<T> codec, TaskHandler handler, TaskOptions options) {
        Check.notNull("codec", codec);
        return register(name, queue, handler, options).typed(codec);
    }

    /**
     * Registers a function of one argument, with Jackson as codec and the default options.
     *
     * @throws HonkerException if Jackson is not on the class path
     */
    public <A, R> FunctionTask<A, R> register(
            String name, String queue, Class<A> argument, Class<R> result, TaskFunction<A, R> function) {
        return register(
                name,
                queue,
                database.codecs().of(argument),
                database.codecs().of(result),
                function,
                TaskOptions.defaults());
    }

    /** Registers a function of one argument with codecs for it and for the result. */
    public <A, R> FunctionTask<A, R> register(
            String name,
            String queue,
            JsonCodec<A> argument,
            JsonCodec<R> result,
            TaskFunction<A, R> function,
            TaskOptions options) {
        Check.notNull("argument", argument);
        Check.notNull("result", result);
        Check.notNull("function", function);
        argument.requireReadable();
        result.requireReadable();
        TaskHandler handler = new FunctionHandler<>(name, argument, result, function);
        return new FunctionTask<>(register(name, queue, handler, options), argument, result, function);
    }

    /**
     * Has jobs that were enqueued under former names run by a task.
     *
     * @throws HonkerInvalidOptionException if there is no task of that name, or a former name is that of another one
     */
    public synchronized void alias(String name, String... formerNames) {
        requireTask(name);
        for (String former : Check.notNull("formerNames", formerNames)) {
            if (Check.notBlank("former name", former).equals(name)) {
                throw new HonkerInvalidOptionException(
                        "a former name of the task '" + name + "' must be another one than the name it has now");
            }
            String of = aliases.get(former);
            if (specs.containsKey(former) || of != null && !of.equals(name)) {
                throw duplicate(former);
            }
        }
        for (String former : formerNames) {
            aliases.put(former, name);
        }
    }

    /**
     * Registers tasks, their former names and their schedules, all or none.
     *
     * @param formerNames the name of the task by each former name
     * @throws HonkerInvalidOptionException if one of them is refused
     */
    public void registerAll(List<TaskSpec> tasks, Map<String, String> formerNames, List<PeriodicSpec> schedules) {
        registerOrNone(tasks, formerNames, schedules);
        tell();
    }

    private synchronized void registerOrNone(
            List<TaskSpec> tasks, Map<String, String> formerNames, List<PeriodicSpec> schedules) {
        // why all of them: a task that was there may be registered anew with other options
        Map<String, TaskSpec> specsBefore = Map.copyOf(specs);
        Map<String, String> aliasesBefore = Map.copyOf(aliases);
        List<PeriodicSpec> periodicBefore = List.copyOf(periodic);
        try {
            tasks.forEach(this::register);
            formerNames.forEach((former, name) -> alias(name, former));
            schedules.forEach(this::addPeriodic);
        } catch (RuntimeException e) {
            specs.clear();
            specs.putAll(specsBefore);
            aliases.clear();
            aliases.putAll(aliasesBefore);
            periodic.clear();
            periodic.addAll(periodicBefore);
            throw e;
        }
    }

    private TaskSpec requireTask(String name) {
        TaskSpec spec = specs.get(Check.notBlank("task name", name));
        if (spec == null) {
            throw new HonkerInvalidOptionException(
                    "no task is registered as '" + name + "', but " + specs.keySet() + " are: register it first");
        }
        return spec;
    }

    /**
     * Has a schedule call a task, which takes no argument, as long as the schedule stands: it is added when a task worker starts, or at
     * once if one runs.
     *
     * @throws HonkerInvalidOptionException if there is no such task, the name is that of another schedule, or another schedule has
     *     another zone: one scheduler, with one zone, runs them all
     */
    public void periodic(PeriodicSpec schedule) {
        addPeriodic(schedule);
        tell();
    }

    private synchronized void addPeriodic(PeriodicSpec schedule) {
        requireTask(Check.notNull("schedule", schedule).task());
        for (PeriodicSpec other : periodic) {
            if (other.schedule().equals(schedule.schedule()) && !other.equals(schedule)) {
                throw new HonkerInvalidOptionException("duplicate schedule name '" + schedule.schedule()
                        + "': the task '" + other.task() + "' has it; give this one a name of its own");
            }
            if (!other.zone().equals(schedule.zone())) {
                throw new HonkerInvalidOptionException("the zone of schedule '" + schedule.schedule() + "' must be "
                        + zone(other) + " as that of '" + other.schedule() + "', but is " + zone(schedule)
                        + ": one scheduler, with one zone, runs them all");
            }
        }
        if (!periodic.contains(schedule)) {
            periodic.add(schedule);
        }
    }

    private static String zone(PeriodicSpec schedule) {
        return schedule.zone().map(ZoneId::getId).orElse("the database's");
    }

    /** The schedules that call its tasks, in the order of their registration. */
    public synchronized List<PeriodicSpec> periodic() {
        return List.copyOf(periodic);
    }

    /** The task of a name or former name; empty if there is none. */
    public synchronized Optional<TaskSpec> get(String name) {
        String current = aliases.getOrDefault(Check.notNull("name", name), name);
        return Optional.ofNullable(specs.get(current));
    }

    /** The names of the tasks, sorted; former names are not among them. */
    public synchronized List<String> names() {
        return List.copyOf(specs.keySet());
    }

    /** The queues of the tasks, sorted. */
    public synchronized Set<String> queues() {
        Set<String> queues = new TreeSet<>();
        specs.values().forEach(spec -> queues.add(spec.queue()));
        return Collections.unmodifiableSet(queues);
    }
}
