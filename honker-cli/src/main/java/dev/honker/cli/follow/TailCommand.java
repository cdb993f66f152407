package dev.honker.cli.follow;

import dev.honker.Database;
import dev.honker.Event;
import dev.honker.Stream;
import dev.honker.UpdateEvents;
import dev.honker.cli.base.DatabaseCommand;
import dev.honker.cli.base.ExitCode;
import dev.honker.cli.output.Fields;
import dev.honker.cli.output.Output;
import dev.honker.cli.output.Style;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints events of a stream. */
@Command(
        name = "tail",
        description = {
            "Print the events of a stream: the last ten, and what is published from then on.",
            "With --consumer it goes on where that consumer is, and saves how far it came."
        })
public final class TailCommand extends DatabaseCommand {

    private static final List<String> COLUMNS = List.of("created_at", "offset", "key", "payload");
    private static final int BATCH = 1_000;

    /** What finds a commit that no wake told of. */
    private static final Duration IDLE_POLL = Duration.ofSeconds(15);

    @Parameters(index = "0", paramLabel = "TOPIC", description = "The topic of the stream.")
    private String topic;

    @Option(names = "--from", paramLabel = "OFFSET", description = "Begin after this offset; 0 is the beginning.")
    private @Nullable Long from;

    @Option(names = "--last", paramLabel = "N", defaultValue = "10", description = "How many of the past to print; 10.")
    private int last;

    @Option(
            names = "--consumer",
            paramLabel = "NAME",
            description = "Go on where this consumer is; written to the file.")
    private @Nullable String consumer;

    @Option(names = "--count", paramLabel = "N", description = "End after so many.")
    private @Nullable Integer count;

    @Option(
            names = "--no-follow",
            negatable = false,
            description = "End when all that is there is printed, rather than wait for more.")
    private boolean noFollow;

    private TailCommand() {}

    @Override
    public Integer call() {
        if (count != null && count <= 0) {
            throw misuse("--count must be positive, but is " + count);
        }
        if (last < 0) {
            throw misuse("--last must not be negative, but is " + last);
        }
        try (Database database = consumer == null ? file().openToRead() : file().openToWrite();
                UpdateEvents updates = database.updateEvents()) {
            print(database, updates);
        }
        return ExitCode.OK;
    }

    private void print(Database database, UpdateEvents updates) {
        Output out = out();
        Stream stream = database.stream(topic);
        long offset = start(database, stream);
        int left = count == null ? Integer.MAX_VALUE : count;
        boolean more = true;
        while (more && left > 0) {
            List<Event> events = stream.readSince(offset, Math.min(BATCH, left));
            for (Event event : events) {
                out.next(COLUMNS, fields(event));
                offset = event.offset();
            }
            left -= events.size();
            if (!events.isEmpty() && consumer != null) {
                stream.saveOffset(consumer, offset);
            } else if (events.isEmpty()) {
                more = !noFollow;
                if (more) {
                    updates.awaitUpdate(IDLE_POLL);
                }
            }
        }
    }

    /** The offset after which to begin. */
    private long start(Database database, Stream stream) {
        if (from != null) {
            return from;
        }
        if (consumer != null) {
            return stream.getOffset(consumer);
        }
        if (last == 0) {
            return stream.lastOffset();
        }
        List<Event> latest = database.inspection().lastEvents(topic, last);
        return latest.isEmpty() ? 0 : latest.get(0).offset() - 1;
    }

    private static Fields fields(Event event) {
        return Fields.of("offset", event.offset())
                .with("topic", event.topic())
                .with("key", event.key(), Style.STRONG)
                .with("payload", event.payloadJson())
                .with("created_at", Instant.ofEpochSecond(event.createdAt()), Style.FAINT);
    }
}
