package dev.honker.cli.schedule;

import dev.honker.MissedRuns;
import dev.honker.Scheduler;
import dev.honker.cli.output.Fields;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Resumes a schedule. */
@Command(
        name = "resume",
        description = {
            "Resume a schedule that is paused.",
            "What it missed meanwhile is treated as the schedule says ('schedule missed'),",
            "by default fired, at most 64 times, unless --skip-missed is given."
        })
final class ScheduleResumeCommand extends NamedScheduleCommand {

    @Option(names = "--skip-missed", description = "Go on with the first boundary after now.")
    private boolean skipMissed;

    private ScheduleResumeCommand() {}

    @Override
    String change(Scheduler scheduler, String name, Fields fields) {
        boolean changed = skipMissed ? scheduler.resume(name, MissedRuns.SKIP) : scheduler.resume(name);
        fields.with("enabled", true).with("changed", changed);
        return changed ? "resumed schedule " + name : "schedule " + name + " was not paused";
    }
}
