package dev.honker.internal.task;

import dev.honker.CronSchedule;
import dev.honker.HonkerInvalidOptionException;
import dev.honker.PeriodicSpec;
import dev.honker.PeriodicTask;
import dev.honker.Task;
import dev.honker.TaskOptions;
import dev.honker.internal.check.Check;
import dev.honker.internal.json.TypeCodecs;
import java.lang.reflect.Method;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A method as a task: what its annotations and its signature say; immutable and thread-safe.
 *
 * @param method the method that bears the annotation
 */
record TaskMethod(
        Method method,
        String name,
        String queue,
        TaskOptions options,
        List<String> aliases,
        Optional<PeriodicSpec> periodic,
        TaskParameters parameters,
        TaskReturn result) {

    private static final String DEFAULT_QUEUE = "default";
    private static final int PERIODIC_RETRIES = 3;

    /** What the method's annotations say, one of which may be null. */
    static TaskMethod of(
            Method method,
            @Nullable Task task,
            @Nullable PeriodicTask periodic,
            TypeArguments types,
            Supplier<TypeCodecs> codecs) {
        String name = task == null || task.name().isEmpty() ? defaultName(method) : task.name();
        try {
            Check.notBlank("name", name);
            return new TaskMethod(
                            method,
                            name,
                            Check.notBlank("queue", task == null ? DEFAULT_QUEUE : task.queue()),
                            task == null ? periodicOptions() : options(task),
                            task == null ? List.of() : List.of(task.aliases()),
                            Optional.ofNullable(periodic).map(schedule -> schedule(name, schedule)),
                            TaskParameters.of(name, method, types, codecs),
                            TaskReturn.of(name, method, types, codecs))
                    .checked();
        } catch (HonkerInvalidOptionException e) {
            throw new HonkerInvalidOptionException("task method " + described(method) + ": " + e.getMessage());
        }
    }

    /** This task, which also runs the calls of one that it overrides and that bears an annotation too. */
    TaskMethod overriding(TaskMethod overridden) {
        if (!queue.equals(overridden.queue)) {
            throw new HonkerInvalidOptionException("task method " + described(method) + " has the queue '" + queue
                    + "', but overrides " + described(overridden.method) + ", whose calls go into '" + overridden.queue
                    + "' where this one would not run them: give both the same queue, or annotate only one");
        }
        Set<String> former = new LinkedHashSet<>(aliases);
        former.addAll(overridden.names());
        former.remove(name);
        return new TaskMethod(method, name, queue, options, List.copyOf(former), periodic, parameters, result);
    }

    /** What it is called and was called. */
    List<String> names() {
        return Stream.concat(Stream.of(name), aliases.stream()).toList();
    }

    private TaskMethod checked() {
        for (String alias : aliases) {
            Check.notBlank("aliases", alias);
        }
        if (aliases.contains(name) || Set.copyOf(aliases).size() < aliases.size()) {
            throw new HonkerInvalidOptionException(
                    "aliases must be different names that the task '" + name + "' had before, but are " + aliases);
        }
        if (periodic.isPresent() && parameters.count() > 0) {
            throw new HonkerInvalidOptionException(
                    "a periodic task must take nothing, or a Job, but takes " + parameters);
        }
        return this;
    }

    private static String defaultName(Method method) {
        Class<?> type = method.getDeclaringClass();
        String typeName = type.getCanonicalName();
        return (typeName == null ? type.getName() : typeName) + "." + method.getName();
    }

    private static PeriodicSpec schedule(String name, PeriodicTask periodic) {
        return new PeriodicSpec(
                periodic.name().isEmpty() ? name : periodic.name(),
                name,
                CronSchedule.cron(periodic.value()),
                zone(periodic.zone()),
                periodic.missedRuns());
    }

    private static Optional<ZoneId> zone(String zone) {
        try {
            return zone.isEmpty() ? Optional.empty() : Optional.of(ZoneId.of(zone));
        } catch (DateTimeException e) {
            throw new HonkerInvalidOptionException(
                    "zone must be the name of a time zone such as Europe/Berlin, but is \"" + zone + '"');
        }
    }

    private static TaskOptions periodicOptions() {
        return TaskOptions.builder()
                .retries(PERIODIC_RETRIES)
                .storeResult(false)
                .build();
    }

    private static TaskOptions options(Task task) {
        TaskOptions.Builder options = TaskOptions.builder()
                .retryDelay(DurationTexts.of("retryDelay", task.retryDelay()))
                .backoff(task.backoff())
                .maxRetryDelay(DurationTexts.of("maxRetryDelay", task.maxRetryDelay()))
                .jitter(task.jitter())
                .priority(task.priority())
                .storeResult(task.storeResult())
                .resultTtl(DurationTexts.of("resultTtl", task.resultTtl()))
                .noRetryFor(List.of(task.noRetryFor()));
        if (task.retries() != -1) {
            options.retries(task.retries());
        }
        if (!task.timeout().isEmpty()) {
            options.timeout(DurationTexts.of("timeout", task.timeout()));
        }
        if (!task.expires().isEmpty()) {
            options.expires(DurationTexts.of("expires", task.expires()));
        }
        return options.build();
    }

    /** The method as messages name it. */
    static String described(Method method) {
        StringBuilder text = new StringBuilder(method.getDeclaringClass().getName())
                .append('.')
                .append(method.getName())
                .append('(');
        for (Class<?> parameter : method.getParameterTypes()) {
            text.append(text.charAt(text.length() - 1) == '(' ? "" : ", ").append(parameter.getTypeName());
        }
        return text.append(')').toString();
    }
}
