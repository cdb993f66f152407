package dev.honker.cli.jobs;

import dev.honker.Database;
import dev.honker.LiveJob;
import dev.honker.cli.base.DatabaseCommand;
import dev.honker.cli.base.ExitCode;
import dev.honker.cli.base.Refusal;
import dev.honker.cli.output.Fields;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Cancels a job. */
@Command(name = "cancel", description = "Delete a live job; a handler that runs it is not interrupted.")
final class JobsCancelCommand extends DatabaseCommand {

    @Parameters(paramLabel = "ID", description = "The id of the job.")
    private long id;

    private JobsCancelCommand() {}

    @Override
    public Integer call() {
        try (Database database = file().openToWrite()) {
            LiveJob job = database.inspection()
                    .job(id)
                    .orElseThrow(() -> new Refusal("no live job " + id + ": it is done, dead, or never was"));
            if (!database.queue(job.queue()).cancel(id)) {
                throw new Refusal("job " + id + " was done before it could be cancelled");
            }
            out().done(
                            "cancelled job " + id + " on " + job.queue(),
                            Fields.of("id", id).with("queue", job.queue()));
        }
        return ExitCode.OK;
    }
}
