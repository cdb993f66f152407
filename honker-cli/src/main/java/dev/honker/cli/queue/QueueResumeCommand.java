package dev.honker.cli.queue;

import dev.honker.Queue;
import picocli.CommandLine.Command;

/** Resumes a queue. */
@Command(name = "resume", description = "Resume a queue that is paused; running workers take notice at once.")
final class QueueResumeCommand extends NamedQueueCommand {

    private QueueResumeCommand() {}

    @Override
    String change(Queue queue, boolean wasPaused) {
        queue.resume();
        return wasPaused ? "resumed queue " + queue.name() : "queue " + queue.name() + " was not paused";
    }
}
