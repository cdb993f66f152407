package dev.honker.cli.queue;

import picocli.CommandLine.Command;

/** The group of commands on queues. */
@Command(
        name = "queue",
        description = "Pause queues, resume them, and wait until their jobs are done.",
        subcommands = {QueuePauseCommand.class, QueueResumeCommand.class, QueueDrainCommand.class})
public final class QueueCommand {

    private QueueCommand() {}
}
