package dev.honker.cli.schedule;

import dev.honker.Scheduler;
import dev.honker.cli.output.Fields;
import picocli.CommandLine.Command;

/** Pauses a schedule. */
@Command(name = "pause", description = "Pause a schedule; one that is paused stays so.")
final class SchedulePauseCommand extends NamedScheduleCommand {

    private SchedulePauseCommand() {}

    @Override
    String change(Scheduler scheduler, String name, Fields fields) {
        boolean changed = scheduler.pause(name);
        fields.with("enabled", false).with("changed", changed);
        return changed ? "paused schedule " + name : "schedule " + name + " was paused already";
    }
}
