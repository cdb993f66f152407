package dev.honker.internal.task;

import dev.honker.BackgroundHandle;
import dev.honker.Database;
import dev.honker.HonkerInvalidOptionException;
import dev.honker.PeriodicSpec;
import dev.honker.Schedule;
import dev.honker.ScheduleOptions;
import dev.honker.Scheduler;
import dev.honker.SchedulerHandle;
import dev.honker.SchedulerOptions;
import dev.honker.TaskCall;
import dev.honker.TaskRegistry;
import dev.honker.TaskSpec;
import dev.honker.TaskWorkerHandle;
import dev.honker.TaskWorkerOptions;
import dev.honker.WorkerCounts;
import dev.honker.WorkerHandle;
import dev.honker.WorkerOptions;
import dev.honker.internal.access.Access;
import dev.honker.internal.check.Check;
import dev.honker.internal.queue.QueueHome;
import dev.honker.internal.queue.Workers;
import dev.honker.internal.runtime.LoopGroup;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;

/** A task worker that has been started, and starts what is missing after each registration; thread-safe. */
public final class RunningTasks extends LoopGroup implements TaskWorkerHandle {

    private final Access access;
    private final QueueHome home;
    private final TaskRegistry registry;
    private final TaskWorkerOptions options;
    private final TaskRun run;

    // why a lock: starting a worker runs SQL, which may wait
    private final ReentrantLock starting = new ReentrantLock();

    /** By their queues. */
    private final Map<String, WorkerHandle> workers = new ConcurrentSkipListMap<>();

    /** What schedules were added; guarded by the lock. */
    private List<PeriodicSpec> added = List.of();

    /** Guarded by the lock. */
    private boolean ended;

    private final Runnable stopListening;

    private RunningTasks(Access access, QueueHome home, TaskRegistry registry, TaskWorkerOptions options) {
        super(List.of(), options.stopTimeout());
        this.access = access;
        this.home = home;
        this.registry = registry;
        this.options = options;
        this.run = new TaskRun(registry);
        this.stopListening = registry.afterRegistration(this::startWhatIsNew);
    }

    /**
     * Starts a worker for each queue of the registry, or for the chosen ones.
     *
     * @throws HonkerInvalidOptionException if there is nothing to run
     */
    public static TaskWorkerHandle start(
            Access access, QueueHome home, TaskRegistry registry, TaskWorkerOptions options) {
        Check.notNull("registry", registry);
        Check.notNull("options", options);
        if (registry.database() != home.database()) {
            throw new HonkerInvalidOptionException(
                    "the registry belongs to another database: run it there, or register its tasks here");
        }
        requireQueues(registry, options);
        RunningTasks tasks = new RunningTasks(access, home, registry, options);
        try {
            tasks.startMissing();
        } catch (RuntimeException | Error e) {
            tasks.beforeStop();
            tasks.handles().forEach(handle -> close(handle, e));
            throw e;
        }
        return tasks;
    }

    /** After a registration; one that comes after the end is none of its business. */
    private void startWhatIsNew() {
        if (handles().isEmpty() || isRunning()) {
            startMissing();
        } else {
            stopListening.run();
        }
    }

    private void startMissing() {
        starting.lock();
        try {
            if (ended) {
                return;
            }
            for (String queue : options.queues().isEmpty() ? registry.queues() : options.queues()) {
                if (!workers.containsKey(queue)) {
                    Duration visibility = home.queueOptions(queue).visibilityTimeout();
                    WorkerHandle worker = Workers.start(
                            access, queue, "honker-task-" + queue, visibility, run, workerOptions(options), home);
                    add(worker);
                    workers.put(queue, worker);
                }
            }
            List<PeriodicSpec> periodic = registry.periodic();
            if (options.periodic() && !periodic.equals(added)) {
                Scheduler scheduler = addSchedules(registry);
                // why not inline: a thread that fires would make jobs run at a moment that no test can name
                if (added.isEmpty() && home.inlineWorkers().isEmpty()) {
                    add(run(scheduler, options));
                }
                added = periodic;
            }
        } finally {
            starting.unlock();
        }
    }

    @Override
    protected void beforeStop() {
        stopListening.run();
        starting.lock();
        try {
            ended = true;
        } finally {
            starting.unlock();
        }
    }

    private static void close(BackgroundHandle handle, Throwable failure) {
        try {
            handle.close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * Adds the schedules of the registry, all or none; unchanged ones go on as they are. Those that a task had under a former
     * name end: otherwise it would run twice.
     */
    private static Scheduler addSchedules(TaskRegistry registry) {
        Database database = registry.database();
        List<PeriodicSpec> periodic = registry.periodic();
        Optional<ZoneId> zone = periodic.get(0).zone();
        Scheduler scheduler = zone.isPresent() ? database.scheduler(zone.get()) : database.scheduler();
        database.transactionVoid(tx -> {
            List<Schedule> present = scheduler.list();
            periodic.forEach(schedule -> add(scheduler, schedule, registry));
            Set<String> names = new HashSet<>();
            periodic.forEach(schedule -> names.add(schedule.schedule()));
            for (Schedule schedule : present) {
                successor(schedule, registry)
                        .filter(now -> !names.contains(schedule.name()))
                        .ifPresent(now -> replace(scheduler, schedule, now));
            }
        });
        return scheduler;
    }

    /** The schedule of the task that this one calls by a former name, which is its own name too. */
    private static Optional<PeriodicSpec> successor(Schedule schedule, TaskRegistry registry) {
        String called = TaskPayload.taskOf(schedule.payloadJson()).orElse(null);
        if (!schedule.name().equals(called)) {
            return Optional.empty();
        }
        return registry.get(called)
                .filter(task -> !task.name().equals(called))
                .flatMap(task -> registry.periodic().stream()
                        .filter(spec -> spec.task().equals(task.name()))
                        .findFirst());
    }

    private static void replace(Scheduler scheduler, Schedule former, PeriodicSpec now) {
        scheduler.remove(former.name());
        if (!former.enabled()) {
            scheduler.pause(now.schedule());
        }
    }

    private static SchedulerHandle run(Scheduler scheduler, TaskWorkerOptions options) {
        return scheduler.run(
                SchedulerOptions.builder().stopTimeout(options.stopTimeout()).build());
    }

    private static void add(Scheduler scheduler, PeriodicSpec schedule, TaskRegistry registry) {
        TaskSpec task = registry.get(schedule.task()).orElseThrow();
        ScheduleOptions.Builder job =
                ScheduleOptions.builder().priority(task.options().priority()).missedRuns(schedule.missedRuns());
        task.options().expires().ifPresent(job::expires);
        task.options().retries().ifPresent(job::maxAttempts);
        scheduler.add(
                schedule.schedule(),
                task.queue(),
                schedule.cron(),
                TaskCall.empty().payload(task.name()),
                job.build());
    }

    private static void requireQueues(TaskRegistry registry, TaskWorkerOptions options) {
        Set<String> known = registry.queues();
        if (known.isEmpty()) {
            throw new HonkerInvalidOptionException("no task is registered: register instances or handlers first");
        }
        if (!known.containsAll(options.queues())) {
            throw Check.refused("queues", "must be among those of the registered tasks, " + known, options.queues());
        }
    }

    private static WorkerOptions workerOptions(TaskWorkerOptions options) {
        return WorkerOptions.builder()
                .concurrency(options.concurrency())
                .idlePollInterval(options.idlePollInterval())
                .stopTimeout(options.stopTimeout())
                .virtualThreads(options.virtualThreads())
                .build();
    }

    @Override
    public List<WorkerHandle> workers() {
        return List.copyOf(workers.values());
    }

    @Override
    public Optional<SchedulerHandle> scheduler() {
        return handles().stream()
                .filter(SchedulerHandle.class::isInstance)
                .map(SchedulerHandle.class::cast)
                .findFirst();
    }

    @Override
    public int running() {
        return workers().stream().mapToInt(WorkerHandle::running).sum();
    }

    @Override
    public WorkerCounts counts() {
        return workers().stream()
                .map(WorkerHandle::counts)
                .reduce(new WorkerCounts(0, 0, 0, 0, 0, 0), RunningTasks::sum);
    }

    private static WorkerCounts sum(WorkerCounts one, WorkerCounts other) {
        return new WorkerCounts(
                one.claimed() + other.claimed(),
                one.acked() + other.acked(),
                one.retried() + other.retried(),
                one.dead() + other.dead(),
                one.released() + other.released(),
                one.lost() + other.lost());
    }
}
