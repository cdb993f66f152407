package dev.honker.cli.schedule;

import dev.honker.Scheduler;
import dev.honker.cli.output.Fields;
import picocli.CommandLine.Command;

/** Runs a schedule out of turn. */
@Command(
        name = "run-now",
        description = "Enqueue the job of a schedule now, paused or not; when it fires next stays as it is.")
final class ScheduleRunNowCommand extends NamedScheduleCommand {

    private ScheduleRunNowCommand() {}

    @Override
    String change(Scheduler scheduler, String name, Fields fields) {
        long id = scheduler.runNow(name);
        fields.with("job_id", id);
        return "enqueued job " + id + " of schedule " + name;
    }
}
