package dev.honker.cli.dead;

import dev.honker.Database;
import dev.honker.DeadLetter;
import dev.honker.JobFilter;
import dev.honker.cli.base.DatabaseCommand;
import dev.honker.cli.base.ExitCode;
import dev.honker.cli.base.LetterFields;
import dev.honker.cli.output.Output;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists dead letters. */
@Command(name = "list", description = "List dead letters by id.")
final class DeadListCommand extends DatabaseCommand {

    private static final List<String> COLUMNS = List.of("id", "queue", "attempts", "died_at", "last_error", "payload");

    @Option(names = "--queue", paramLabel = "QUEUE", description = "Only those of this queue.")
    private @Nullable String queue;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "How many at most; 50.")
    private int limit;

    @Option(names = "--after", paramLabel = "ID", defaultValue = "0", description = "Only those with a larger id.")
    private long after;

    private DeadListCommand() {}

    @Override
    public Integer call() {
        JobFilter filter = new JobFilter(queue, null, after, limit);
        try (Database database = file().openToRead()) {
            List<DeadLetter> letters = database.inspection().deadLetters(filter);
            Output out = out();
            out.list(COLUMNS, letters.stream().map(LetterFields::of).toList(), "no dead letter");
            if (letters.size() == limit) {
                out.remark(
                        "there may be more: --after " + letters.get(limit - 1).id() + " goes on");
            }
        }
        return ExitCode.OK;
    }
}
