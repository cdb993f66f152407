package dev.honker.cli.send;

import dev.honker.Database;
import dev.honker.cli.base.DatabaseCommand;
import dev.honker.cli.base.ExitCode;
import dev.honker.cli.output.Fields;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends a notification. */
@Command(name = "notify", description = "Send a notification to whoever listens now.")
public final class NotifyCommand extends DatabaseCommand {

    @Parameters(index = "0", paramLabel = "CHANNEL", description = "The name of the channel.")
    private String channel;

    @Parameters(index = "1", paramLabel = "PAYLOAD", description = PayloadReader.DESCRIPTION)
    private String payload;

    @Mixin
    private PayloadReader payloads;

    @Option(names = "--create", description = "Create the file, or honker's tables in it, if they are missing.")
    private boolean create;

    private NotifyCommand() {}

    @Override
    public Integer call() throws IOException {
        String text = payloads.read(payload);
        try (Database database = create ? file().openOrCreate() : file().openToWrite()) {
            long id = database.notify(channel, text);
            out().done(
                            "sent notification " + id + " on " + channel,
                            Fields.of("id", id).with("channel", channel));
        }
        return ExitCode.OK;
    }
}
