package dev.honker.cli.jobs;

import picocli.CommandLine.Command;

/** The group of commands on live jobs. */
@Command(
        name = "jobs",
        description = "Look at live jobs and change them.",
        subcommands = {JobsListCommand.class, JobsShowCommand.class, JobsCancelCommand.class, JobsRetryCommand.class})
public final class JobsCommand {

    private JobsCommand() {}
}
