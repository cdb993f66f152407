package dev.honker.cli.stream;

import dev.honker.Database;
import dev.honker.StreamInfo;
import dev.honker.cli.base.DatabaseCommand;
import dev.honker.cli.base.ExitCode;
import dev.honker.cli.output.Fields;
import java.util.List;
import picocli.CommandLine.Command;

/** Lists streams. */
@Command(
        name = "streams",
        description = {
            "List streams by topic, with how many events each has.",
            "Offsets are numbered over all topics: they have gaps within one."
        })
public final class StreamsCommand extends DatabaseCommand {

    private static final List<String> COLUMNS = List.of("topic", "events", "first_offset", "last_offset");

    private StreamsCommand() {}

    @Override
    public Integer call() {
        try (Database database = file().openToRead()) {
            List<Fields> streams = database.inspection().streams().stream()
                    .map(StreamsCommand::fields)
                    .toList();
            out().list(COLUMNS, streams, "no stream");
        }
        return ExitCode.OK;
    }

    private static Fields fields(StreamInfo stream) {
        boolean empty = stream.events() == 0;
        return Fields.of("topic", stream.topic())
                .with("events", stream.events())
                .with("first_offset", empty ? null : stream.firstOffset())
                .with("last_offset", empty ? null : stream.lastOffset());
    }
}
