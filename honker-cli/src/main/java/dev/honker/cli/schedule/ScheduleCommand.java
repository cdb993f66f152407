package dev.honker.cli.schedule;

import picocli.CommandLine.Command;

/** The group of commands on schedules. */
@Command(
        name = "schedule",
        description = "Look at schedules and change them; a running scheduler takes notice at once.",
        subcommands = {
            ScheduleListCommand.class,
            SchedulePauseCommand.class,
            ScheduleResumeCommand.class,
            ScheduleRunNowCommand.class,
            ScheduleRemoveCommand.class,
            ScheduleMissedCommand.class,
            ScheduleDescribeCommand.class
        })
public final class ScheduleCommand {

    private ScheduleCommand() {}
}
