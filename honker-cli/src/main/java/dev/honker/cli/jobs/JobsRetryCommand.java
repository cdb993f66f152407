package dev.honker.cli.jobs;

import dev.honker.Database;
import dev.honker.DeadLetter;
import dev.honker.LiveJob;
import dev.honker.cli.base.DatabaseCommand;
import dev.honker.cli.base.ExitCode;
import dev.honker.cli.base.Refusal;
import dev.honker.cli.output.Fields;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lets a job run now. */
@Command(
        name = "retry",
        description = {
            "Let a job run now: one that is delayed, whose claim lapsed, that expired, or that is dead.",
            "One that a worker holds is left alone."
        })
final class JobsRetryCommand extends DatabaseCommand {

    @Parameters(paramLabel = "ID", description = "The id of the job.")
    private long id;

    private JobsRetryCommand() {}

    @Override
    public Integer call() {
        try (Database database = file().openToWrite()) {
            String queue = database.inspection()
                    .job(id)
                    .map(job -> retry(database, job))
                    .or(() -> database.inspection().deadLetter(id).map(letter -> redrive(database, letter)))
                    .orElseThrow(() -> new Refusal("no job " + id + ": it is done, was cancelled, or never was"));
            out().done(
                            "job " + id + " on " + queue + " is due",
                            Fields.of("id", id).with("queue", queue));
        }
        return ExitCode.OK;
    }

    private static String retry(Database database, LiveJob job) {
        if (!database.queue(job.queue()).runNow(job.id())) {
            throw new Refusal("job " + job.id() + " is held"
                    + (job.workerId() == null ? "" : " by " + job.workerId() + " until " + job.claimExpiresAt())
                    + "; wait for its end, or cancel it");
        }
        return job.queue();
    }

    private static String redrive(Database database, DeadLetter letter) {
        if (!database.queue(letter.queue()).deadLetters().redrive(letter.id())) {
            throw new Refusal("dead letter " + letter.id() + " was taken away meanwhile");
        }
        return letter.queue();
    }
}
