package dev.honker.cli.worker;

import dev.honker.Database;
import dev.honker.TaskRegistry;
import dev.honker.TaskWorkerHandle;
import dev.honker.TaskWorkerOptions;
import dev.honker.WorkerCounts;
import dev.honker.cli.base.DatabaseCommand;
import dev.honker.cli.base.DurationConverter;
import dev.honker.cli.base.ExitCode;
import dev.honker.cli.base.Refusal;
import dev.honker.cli.output.Fields;
import dev.honker.cli.output.StatusLine;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs tasks. */
@Command(
        name = "worker",
        description = {
            "Run the tasks of your own classes until it is stopped by Ctrl-C or SIGTERM; a second one stops it hard.",
            "TARGET is CLASS, a class with task methods whose constructor takes nothing or a Database; or CLASS:MEMBER, a"
                    + " static field, or a static method that takes nothing or a Database, Tasks or TaskRegistry. What that"
                    + " is or returns may be an object with task methods, several, or a registry."
        })
public final class WorkerCommand extends DatabaseCommand {

    private static final Path NOWHERE = Path.of("no-database-is-named");

    @Parameters(paramLabel = "TARGET", description = "Where the tasks are.")
    private String target;

    @Option(
            names = {"--classpath", "-cp"},
            paramLabel = "PATH",
            defaultValue = "",
            description = "The folders and jars of your classes, as for java.")
    private String classPath;

    @Option(names = "--queue", paramLabel = "QUEUE", description = "Only this queue; may be given several times.")
    private List<String> queues = List.of();

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "0",
            description = "How many jobs of each queue run at once; as many as there are processors if 0 or not given.")
    private int concurrency;

    @Option(
            names = "--stop-timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = DurationConverter.class,
            description = "How long running tasks may go on when it is stopped; 10s.")
    private Duration stopTimeout;

    @Option(names = "--list", description = "Print the tasks and run none; needs no database.")
    private boolean list;

    private WorkerCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        if (concurrency < 0) {
            throw misuse("--concurrency must not be negative, but is " + concurrency);
        }
        ClassLoader loader = ClassPath.loader(classPath);
        Thread.currentThread().setContextClassLoader(loader);
        boolean look = hasFile() && !list;
        try (Database database = look ? file().openToWrite() : fileOr(NOWHERE).withoutLooking()) {
            TaskRegistry registry = Registered.of(Target.parse(target).find(loader, database), database);
            requireOneDatabase(registry.database(), database);
            if (registry.names().isEmpty()) {
                throw new Refusal("no tasks on " + target + ": it has no method with @Task, and registers nothing");
            }
            return list ? print(registry) : run(registry);
        }
    }

    /** A registry may bring its own database, which must not be another one than the one that is named. */
    private void requireOneDatabase(Database registered, Database named) {
        if (list) {
            return;
        }
        if (registered == named) {
            file();
        } else if (hasFile() && !registered.path().equals(named.path())) {
            throw new Refusal("the registry of " + target + " belongs to " + registered.path() + ", but -d names "
                    + named.path() + "; leave -d out, or name that file");
        }
    }

    private int print(TaskRegistry registry) {
        List<Fields> tasks = registry.names().stream()
                .map(name -> Fields.of("name", name)
                        .with("queue", registry.get(name).orElseThrow().queue()))
                .toList();
        if (json()) {
            out().list(List.of("name", "queue"), tasks, "");
        } else {
            out().done("Registered tasks on " + target + ":", Fields.none());
            for (String name : registry.names()) {
                out().done(
                                "  " + name + "  queue="
                                        + registry.get(name).orElseThrow().queue(),
                                Fields.none());
            }
        }
        return ExitCode.OK;
    }

    private int run(TaskRegistry registry) throws InterruptedException {
        TaskWorkerOptions.Builder builder =
                TaskWorkerOptions.builder().queues(queues).stopTimeout(stopTimeout);
        if (concurrency > 0) {
            builder.concurrency(concurrency);
        }
        TaskWorkerOptions options = builder.build();
        try (TaskWorkerHandle worker = registry.database().runTasks(registry, options)) {
            Stop stop = Stop.bySignals(worker);
            List<String> running = options.queues().isEmpty() ? List.copyOf(registry.queues()) : options.queues();
            out().event(
                            "honker worker: pid=" + ProcessHandle.current().pid() + " queues=" + quoted(running)
                                    + " concurrency=" + options.concurrency() + " tasks=" + quoted(registry.names()),
                            Fields.of("event", "started")
                                    .with("pid", ProcessHandle.current().pid())
                                    .with("queues", running)
                                    .with("concurrency", options.concurrency())
                                    .with("tasks", registry.names()));
            boolean clean = awaitStop(stop, worker);
            worker.throwIfFailed();
            out().event("honker worker: " + (clean ? "stopped cleanly" : "stopped hard"), end(worker, clean));
            return clean ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    /** Shows what is going on meanwhile; logs and what tasks print stands above that. */
    private boolean awaitStop(Stop stop, TaskWorkerHandle worker) throws InterruptedException {
        PrintStream out = System.out;
        PrintStream err = System.err;
        try (StatusLine status = status(() -> state(worker) + (stop.isWanted() ? ", stopping" : ""))) {
            System.setOut(status.above(out));
            System.setErr(status.above(err));
            return stop.await(stopTimeout);
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private static String state(TaskWorkerHandle worker) {
        WorkerCounts counts = worker.counts();
        return "running " + worker.running() + ", acked " + counts.acked() + ", retried " + counts.retried() + ", dead "
                + counts.dead();
    }

    private static Fields end(TaskWorkerHandle worker, boolean clean) {
        return Fields.of("event", "stopped")
                .with("clean", clean)
                .with("acked", worker.counts().acked())
                .with("retried", worker.counts().retried())
                .with("dead", worker.counts().dead())
                .with("released", worker.counts().released());
    }

    /** As the reference implementation prints lists. */
    private static String quoted(List<String> names) {
        return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", ", "[", "]"));
    }
}
