package dev.honker.cli.schedule;

import dev.honker.MissedRuns;
import dev.honker.Scheduler;
import dev.honker.cli.output.Fields;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Changes what becomes of the boundaries that a schedule misses. */
@Command(
        name = "missed",
        description = {
            "Set what becomes of the boundaries that a schedule misses, paused or while no scheduler runs:",
            "fire fires all, at most 64; fire-once fires the latest; skip fires none.",
            "A program that adds the schedule at its start sets it again, to what the program says."
        })
final class ScheduleMissedCommand extends NamedScheduleCommand {

    @Parameters(
            index = "1",
            paramLabel = "fire|fire-once|skip",
            converter = MissedRunsName.class,
            description = "What becomes of them from now on.")
    private MissedRuns missed;

    private ScheduleMissedCommand() {}

    @Override
    String change(Scheduler scheduler, String name, Fields fields) {
        boolean changed = scheduler.missedRuns(name) != missed;
        scheduler.setMissedRuns(name, missed);
        String policy = MissedRunsName.of(missed);
        fields.with("missed", policy).with("changed", changed);
        return "schedule " + name
                + (changed ? " treats missed runs from now on as " : " treats missed runs already as ") + policy;
    }
}
