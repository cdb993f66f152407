package dev.honker.cli.stream;

import dev.honker.ConsumerInfo;
import dev.honker.Database;
import dev.honker.Inspection;
import dev.honker.cli.base.DatabaseCommand;
import dev.honker.cli.base.ExitCode;
import dev.honker.cli.output.Fields;
import dev.honker.cli.output.Style;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the consumers of streams. */
@Command(
        name = "consumers",
        description = {
            "List the named consumers of streams, with the offset that each saved.",
            "LAG is how many events of the topic come after that offset."
        })
public final class ConsumersCommand extends DatabaseCommand {

    private static final List<String> COLUMNS = List.of("topic", "consumer", "offset", "lag");

    @Parameters(index = "0", arity = "0..1", paramLabel = "TOPIC", description = "Only those of this stream.")
    private @Nullable String topic;

    private ConsumersCommand() {}

    @Override
    public Integer call() {
        try (Database database = file().openToRead()) {
            Inspection inspection = database.inspection();
            List<ConsumerInfo> consumers = topic == null ? inspection.consumers() : inspection.consumers(topic);
            out().list(
                            COLUMNS,
                            consumers.stream().map(ConsumersCommand::fields).toList(),
                            topic == null ? "no consumer" : "no consumer of " + topic);
        }
        return ExitCode.OK;
    }

    private static Fields fields(ConsumerInfo consumer) {
        return Fields.of("topic", consumer.topic())
                .with("consumer", consumer.name())
                .with("offset", consumer.offset())
                .with("lag", consumer.lag(), consumer.lag() > 0 ? Style.ODD : Style.PLAIN);
    }
}
