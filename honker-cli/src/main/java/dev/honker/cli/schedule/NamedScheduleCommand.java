package dev.honker.cli.schedule;

import dev.honker.Database;
import dev.honker.Scheduler;
import dev.honker.cli.base.DatabaseCommand;
import dev.honker.cli.base.ExitCode;
import dev.honker.cli.base.Refusal;
import dev.honker.cli.output.Fields;
import picocli.CommandLine.Parameters;

/** A command that does something to one schedule. */
abstract class NamedScheduleCommand extends DatabaseCommand {

    @Parameters(index = "0", paramLabel = "NAME", description = "The name of the schedule.")
    private String name;

    /** Does it. Returns what was done, as {@code paused schedule NAME}, and adds fields to say more. */
    abstract String change(Scheduler scheduler, String name, Fields fields);

    @Override
    public final Integer call() {
        try (Database database = file().openToWrite()) {
            Scheduler scheduler = database.scheduler();
            if (scheduler.get(name).isEmpty()) {
                throw new Refusal("no schedule " + name);
            }
            Fields fields = Fields.of("name", name);
            String done = change(scheduler, name, fields);
            out().done(done, fields);
        }
        return ExitCode.OK;
    }
}
