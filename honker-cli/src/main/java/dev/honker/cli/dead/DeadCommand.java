package dev.honker.cli.dead;

import picocli.CommandLine.Command;

/** The group of commands on dead letters. */
@Command(
        name = "dead",
        description = "Look at dead letters, let them run again, delete them.",
        subcommands = {DeadListCommand.class, DeadShowCommand.class, DeadRedriveCommand.class, DeadDeleteCommand.class})
public final class DeadCommand {

    private DeadCommand() {}
}
