package dev.honker.cli.follow;

import dev.honker.Database;
import dev.honker.Listener;
import dev.honker.Notification;
import dev.honker.cli.base.DatabaseCommand;
import dev.honker.cli.base.DurationConverter;
import dev.honker.cli.base.ExitCode;
import dev.honker.cli.base.Patience;
import dev.honker.cli.output.Fields;
import dev.honker.cli.output.Output;
import dev.honker.cli.output.Style;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints notifications as they are sent. */
@Command(
        name = "listen",
        description = {
            "Print the notifications that are sent on a channel from now on.",
            "With --timeout it fails when the time is over before --count, or before the first."
        })
public final class ListenCommand extends DatabaseCommand {

    private static final List<String> COLUMNS = List.of("created_at", "id", "payload");

    @Parameters(index = "0", paramLabel = "CHANNEL", description = "The name of the channel.")
    private String channel;

    @Option(names = "--count", paramLabel = "N", description = "End after so many.")
    private @Nullable Integer count;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "End after this time, such as 30s or 5m.")
    private @Nullable Duration timeout;

    private ListenCommand() {}

    @Override
    public Integer call() {
        if (count != null && count <= 0) {
            throw misuse("--count must be positive, but is " + count);
        }
        try (Database database = file().openToRead();
                Listener listener = database.listen(channel)) {
            say("listening on " + channel + " in " + file() + "; Ctrl-C ends it");
            return print(listener);
        }
    }

    private int print(Listener listener) {
        Output out = out();
        Patience patience = new Patience(timeout);
        int wanted = count == null ? Integer.MAX_VALUE : count;
        int printed = 0;
        while (printed < wanted) {
            Optional<Notification> next = listener.next(patience.left());
            if (next.isEmpty()) {
                boolean enough = count == null && printed > 0;
                return enough ? ExitCode.OK : ExitCode.FAILED;
            }
            out.next(COLUMNS, fields(next.get()));
            printed++;
        }
        return ExitCode.OK;
    }

    private static Fields fields(Notification notification) {
        return Fields.of("id", notification.id())
                .with("channel", notification.channel())
                .with("payload", notification.payloadJson())
                .with("created_at", Instant.ofEpochSecond(notification.createdAt()), Style.FAINT);
    }
}
