package dev.honker.cli.queue;

import dev.honker.Database;
import dev.honker.Queue;
import dev.honker.QueueStats;
import dev.honker.UpdateEvents;
import dev.honker.cli.base.DatabaseCommand;
import dev.honker.cli.base.DurationConverter;
import dev.honker.cli.base.ExitCode;
import dev.honker.cli.base.Patience;
import dev.honker.cli.base.Refusal;
import dev.honker.cli.output.Fields;
import dev.honker.cli.output.StatusLine;
import dev.honker.cli.output.Wording;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Waits until the workers of a queue have nothing left to do. */
@Command(
        name = "drain",
        description = {
            "Wait until no job of a queue is due or held by a worker.",
            "Of a paused queue it waits only for the jobs that are held.",
            "It starts no worker, pauses nothing and changes nothing: other programs do the work.",
            "Jobs that are due later are not waited for, unless they become due meanwhile."
        },
        footer = {"", "Exit code 1 if the time of --timeout is over first."})
final class QueueDrainCommand extends DatabaseCommand {

    /** Jobs become due, and claims lapse, by the clock alone. */
    private static final Duration IDLE_POLL = Duration.ofSeconds(1);

    @Parameters(paramLabel = "QUEUE", description = "The name of the queue.")
    private String name;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long to wait at most, such as 30s or 5m; for ever if not given.")
    private @Nullable Duration timeout;

    private QueueDrainCommand() {}

    @Override
    public Integer call() {
        try (Database database = file().openToRead()) {
            QueueStats stats = await(database);
            out().done("drained queue " + name + ": " + drained(stats), fields(stats));
        }
        return ExitCode.OK;
    }

    private QueueStats await(Database database) {
        Patience patience = new Patience(timeout);
        Queue queue = database.queue(name);
        // why before the first look: the commit that ends the last job must wake us
        try (UpdateEvents updates = database.updateEvents()) {
            AtomicReference<QueueStats> seen = new AtomicReference<>(queue.stats());
            StatusLine status = status(() -> "waiting for queue " + name + ": " + left(seen.get()));
            try {
                while (!isDrained(seen.get())) {
                    if (patience.isOver()) {
                        throw new Refusal("queue " + name + " is not drained after " + Wording.duration(timeout) + ": "
                                + left(seen.get()));
                    }
                    Duration left = patience.left();
                    updates.awaitUpdate(left == null || left.compareTo(IDLE_POLL) > 0 ? IDLE_POLL : left);
                    seen.set(queue.stats());
                }
                return seen.get();
            } finally {
                status.close();
            }
        }
    }

    private static boolean isDrained(QueueStats stats) {
        return stats.held() == 0 && (stats.paused() || stats.due() + stats.lapsed() == 0);
    }

    private static String left(QueueStats stats) {
        return stats.due() + " due, " + stats.held() + " held, " + stats.lapsed() + " lapsed"
                + (stats.paused() ? ", and it is paused" : "");
    }

    private static String drained(QueueStats stats) {
        long waiting = stats.due() + stats.lapsed();
        if (waiting > 0) {
            return "no job is held; it is paused and " + Wording.count(waiting, "job") + " due";
        }
        return "no job is due or held" + (stats.delayed() > 0 ? "; " + stats.delayed() + " due later" : "");
    }

    private static Fields fields(QueueStats stats) {
        return Fields.of("queue", stats.queue())
                .with("due", stats.due())
                .with("delayed", stats.delayed())
                .with("held", stats.held())
                .with("lapsed", stats.lapsed())
                .with("dead", stats.dead())
                .with("paused", stats.paused());
    }
}
