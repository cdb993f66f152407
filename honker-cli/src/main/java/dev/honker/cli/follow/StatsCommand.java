package dev.honker.cli.follow;

import dev.honker.Database;
import dev.honker.QueueStats;
import dev.honker.UpdateEvents;
import dev.honker.cli.base.DatabaseCommand;
import dev.honker.cli.base.ExitCode;
import dev.honker.cli.output.Fields;
import dev.honker.cli.output.Output;
import dev.honker.cli.output.Style;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints how many jobs the queues have. */
@Command(
        name = "stats",
        description = {
            "Print how many jobs the queues have, by condition.",
            "With --watch again with every commit that changes it; Ctrl-C ends it."
        })
public final class StatsCommand extends DatabaseCommand {

    private static final List<String> COLUMNS =
            List.of("queue", "due", "delayed", "held", "lapsed", "expired", "dead", "oldest_due_s", "paused");

    /** The counts of delayed and held jobs change by the clock alone. */
    private static final Duration IDLE_POLL = Duration.ofSeconds(1);

    private static final Duration SHORTEST_REST = Duration.ofMillis(200);

    @Parameters(index = "0", arity = "0..1", paramLabel = "QUEUE", description = "Only this queue.")
    private @Nullable String queue;

    @Option(names = "--watch", description = "Stay and show every change; in JSON an object per line.")
    private boolean watch;

    private StatsCommand() {}

    @Override
    public Integer call() {
        try (Database database = file().openToRead()) {
            if (watch) {
                watch(database);
            } else {
                print(database);
            }
        }
        return ExitCode.OK;
    }

    private void print(Database database) {
        if (queue != null) {
            out().show(fields(stats(database, queue)));
        } else {
            out().list(COLUMNS, all(database).stream().map(StatsCommand::fields).toList(), "no queue has a job");
        }
    }

    private void watch(Database database) {
        Output out = out();
        try (UpdateEvents updates = database.updateEvents()) {
            List<QueueStats> shown = null;
            while (true) {
                List<QueueStats> now = queue == null ? all(database) : List.of(stats(database, queue));
                List<QueueStats> compared =
                        json() ? now.stream().map(StatsCommand::ageless).toList() : now;
                if (!compared.equals(shown)) {
                    show(out, now);
                    shown = compared;
                }
                updates.awaitUpdate(IDLE_POLL);
                // why: with a thousand commits a second nobody could read, and the reading would cost the writers
                LockSupport.parkNanos(SHORTEST_REST.toNanos());
            }
        }
    }

    /** Programs want to hear of changes; that the oldest job gets older is none. */
    private static QueueStats ageless(QueueStats stats) {
        return new QueueStats(
                stats.queue(),
                stats.due(),
                stats.delayed(),
                stats.held(),
                stats.lapsed(),
                stats.expired(),
                stats.dead(),
                stats.paused(),
                null);
    }

    private void show(Output out, List<QueueStats> stats) {
        List<Fields> rows = stats.stream().map(StatsCommand::fields).toList();
        if (json()) {
            out.next(COLUMNS, Fields.of("at", Instant.now()).with("queues", rows));
        } else {
            out.renew();
            out.list(COLUMNS, rows, "no queue has a job");
        }
    }

    private static List<QueueStats> all(Database database) {
        return database.inspection().queues();
    }

    private static QueueStats stats(Database database, String queue) {
        return all(database).stream()
                .filter(stats -> stats.queue().equals(queue))
                .findFirst()
                .orElseGet(() -> new QueueStats(queue, 0, 0, 0, 0, 0, 0, false, null));
    }

    private static Fields fields(QueueStats stats) {
        return Fields.of("queue", stats.queue())
                .with("due", stats.due())
                .with("delayed", stats.delayed())
                .with("held", stats.held(), stats.held() > 0 ? Style.GOOD : Style.PLAIN)
                .with("lapsed", stats.lapsed(), stats.lapsed() > 0 ? Style.ODD : Style.PLAIN)
                .with("expired", stats.expired(), stats.expired() > 0 ? Style.ODD : Style.PLAIN)
                .with("dead", stats.dead(), stats.dead() > 0 ? Style.BAD : Style.PLAIN)
                .with("oldest_due_s", stats.oldestDueAge())
                .with("paused", stats.paused(), stats.paused() ? Style.ODD : Style.PLAIN);
    }
}
