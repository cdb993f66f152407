package dev.honker.cli.queue;

import dev.honker.Queue;
import dev.honker.cli.output.Wording;
import picocli.CommandLine.Command;

/** Pauses a queue. */
@Command(
        name = "pause",
        description = {
            "Pause a queue: no Java program claims from it until it is resumed.",
            "Jobs that run go on ('queue drain' waits for them), and jobs can be enqueued.",
            "Programs in other languages don't know of pauses and go on claiming."
        })
final class QueuePauseCommand extends NamedQueueCommand {

    private QueuePauseCommand() {}

    @Override
    String change(Queue queue, boolean wasPaused) {
        queue.pause();
        if (wasPaused) {
            return "queue " + queue.name() + " was paused already";
        }
        long held = queue.stats().held();
        return "paused queue " + queue.name() + (held == 0 ? "" : "; " + Wording.count(held, "job") + " still held");
    }
}
