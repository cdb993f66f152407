package dev.honker.cli.queue;

import dev.honker.Database;
import dev.honker.Queue;
import dev.honker.QueueStats;
import dev.honker.cli.base.DatabaseCommand;
import dev.honker.cli.base.ExitCode;
import dev.honker.cli.output.Fields;
import picocli.CommandLine.Parameters;

/** A command that pauses or resumes one queue. */
abstract class NamedQueueCommand extends DatabaseCommand {

    @Parameters(paramLabel = "QUEUE", description = "The name of the queue.")
    private String name;

    /** Pauses or resumes the queue. Returns the sentence to print. */
    abstract String change(Queue queue, boolean wasPaused);

    @Override
    public final Integer call() {
        try (Database database = file().openToWrite()) {
            Queue queue = database.queue(name);
            boolean wasPaused = queue.isPaused();
            String done = change(queue, wasPaused);
            QueueStats stats = queue.stats();
            if (queue.size() == 0 && stats.dead() == 0) {
                // why: a queue needs no job to be paused, but the name may be a mistake
                say("queue " + name + " has no job");
            }
            out().done(
                            done,
                            Fields.of("queue", name)
                                    .with("paused", stats.paused())
                                    .with("changed", wasPaused != stats.paused())
                                    .with("due", stats.due())
                                    .with("held", stats.held()));
        }
        return ExitCode.OK;
    }
}
