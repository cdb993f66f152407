package dev.honker.cli.dead;

import dev.honker.Database;
import dev.honker.cli.base.DatabaseCommand;
import dev.honker.cli.base.ExitCode;
import dev.honker.cli.base.LetterFields;
import dev.honker.cli.base.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows a dead letter. */
@Command(name = "show", description = "Show a dead letter with its payload and why it died.")
final class DeadShowCommand extends DatabaseCommand {

    @Parameters(paramLabel = "ID", description = "The id of the job.")
    private long id;

    private DeadShowCommand() {}

    @Override
    public Integer call() {
        try (Database database = file().openToRead()) {
            out().show(database.inspection()
                    .deadLetter(id)
                    .map(LetterFields::of)
                    .orElseThrow(() -> new Refusal("no dead letter " + id)));
        }
        return ExitCode.OK;
    }
}
