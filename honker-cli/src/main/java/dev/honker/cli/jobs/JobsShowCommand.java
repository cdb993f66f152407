package dev.honker.cli.jobs;

import dev.honker.Database;
import dev.honker.Inspection;
import dev.honker.cli.base.DatabaseCommand;
import dev.honker.cli.base.ExitCode;
import dev.honker.cli.base.LetterFields;
import dev.honker.cli.base.Refusal;
import dev.honker.cli.output.Fields;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows a job, alive or dead. */
@Command(name = "show", description = "Show a job with its payload and its result, also a dead one.")
final class JobsShowCommand extends DatabaseCommand {

    @Parameters(paramLabel = "ID", description = "The id of the job.")
    private long id;

    private JobsShowCommand() {}

    @Override
    public Integer call() {
        try (Database database = file().openToRead()) {
            Inspection inspection = database.inspection();
            Optional<String> result = inspection.result(id);
            Fields fields = inspection
                    .job(id)
                    .map(job -> JobFields.of(job, Instant.now()))
                    .or(() -> inspection.deadLetter(id).map(LetterFields::of))
                    .or(() -> result.map(value -> Fields.of("id", id).with("condition", "done")))
                    .orElseThrow(() -> new Refusal("no job " + id + ": it is done, was cancelled, or never was"));
            out().show(fields.with("result", result.orElse(null)));
        }
        return ExitCode.OK;
    }
}
