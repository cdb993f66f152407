package dev.honker.cli.send;

import dev.honker.Database;
import dev.honker.EnqueueOptions;
import dev.honker.OnDuplicate;
import dev.honker.Queue;
import dev.honker.UniqueJob;
import dev.honker.cli.base.DatabaseCommand;
import dev.honker.cli.base.DurationConverter;
import dev.honker.cli.base.ExitCode;
import dev.honker.cli.output.Fields;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Enqueues a job. */
@Command(name = "enqueue", description = "Enqueue a job.")
public final class EnqueueCommand extends DatabaseCommand {

    @Parameters(index = "0", paramLabel = "QUEUE", description = "The name of the queue.")
    private String queue;

    @Parameters(index = "1", paramLabel = "PAYLOAD", description = PayloadReader.DESCRIPTION)
    private String payload;

    @Mixin
    private PayloadReader payloads;

    @Option(
            names = "--delay",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long until it is due, such as 30s, 5m, 2h or 1d.")
    private @Nullable Duration delay;

    @Option(names = "--priority", paramLabel = "N", description = "Larger runs first; 0 if not given.")
    private int priority;

    @Option(names = "--max-attempts", paramLabel = "N", description = "How often it may be tried; 3 if not given.")
    private @Nullable Integer maxAttempts;

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "After how long it must not be started any more.")
    private @Nullable Duration expires;

    @Option(names = "--unique", paramLabel = "KEY", description = "Only if the queue has no live job with this key.")
    private @Nullable String key;

    @Option(
            names = "--on-duplicate",
            paramLabel = "WHAT",
            defaultValue = "KEEP",
            description = "If it has one: keep it, replace it, or fail. keep if not given.")
    private OnDuplicate onDuplicate;

    @Option(names = "--create", description = "Create the file, or honker's tables in it, if they are missing.")
    private boolean create;

    private EnqueueCommand() {}

    @Override
    public Integer call() throws IOException {
        String text = payloads.read(payload);
        EnqueueOptions options = options();
        try (Database database = create ? file().openOrCreate() : file().openToWrite()) {
            Queue target = database.queue(queue);
            if (key == null) {
                long id = target.enqueue(text, options);
                out().done(
                                "enqueued job " + id + " on " + queue,
                                Fields.of("id", id).with("queue", queue));
            } else {
                UniqueJob job = target.enqueueUnique(key, text, onDuplicate, options);
                String outcome = job.outcome().name().toLowerCase(Locale.ROOT);
                out().done(
                                outcome + " job " + job.id() + " on " + queue,
                                Fields.of("id", job.id())
                                        .with("queue", queue)
                                        .with("key", key)
                                        .with("outcome", outcome));
            }
        }
        return ExitCode.OK;
    }

    private EnqueueOptions options() {
        EnqueueOptions.Builder options = EnqueueOptions.builder().priority(priority);
        if (delay != null) {
            options.delay(delay);
        }
        if (maxAttempts != null) {
            options.maxAttempts(maxAttempts);
        }
        if (expires != null) {
            options.expires(expires);
        }
        return options.build();
    }
}
