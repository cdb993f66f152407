package dev.honker.cli.schedule;

import dev.honker.Scheduler;
import dev.honker.cli.output.Fields;
import picocli.CommandLine.Command;

/** Removes a schedule. */
@Command(
        name = "remove",
        description = "Remove a schedule; its jobs stay. A program that adds it at its start brings it back.")
final class ScheduleRemoveCommand extends NamedScheduleCommand {

    private ScheduleRemoveCommand() {}

    @Override
    String change(Scheduler scheduler, String name, Fields fields) {
        scheduler.remove(name);
        return "removed schedule " + name;
    }
}
