package dev.honker.cli.send;

import dev.honker.Database;
import dev.honker.Queue;
import dev.honker.TaskCall;
import dev.honker.WaitOptions;
import dev.honker.cli.base.DatabaseCommand;
import dev.honker.cli.base.DurationConverter;
import dev.honker.cli.base.ExitCode;
import dev.honker.cli.output.Fields;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Enqueues a call of a task. */
@Command(
        name = "call",
        description = {
            "Enqueue a call of a task, which a worker of its queue runs.",
            "An argument is JSON if it can be read as JSON (7, true, '{\"a\":1}'), otherwise a text.",
            "A text that reads as JSON needs quotes: '\"7\"'. Behind -- an argument may begin with -."
        })
public final class CallCommand extends DatabaseCommand {

    @Parameters(index = "0", paramLabel = "TASK", description = "The name under which the task is registered.")
    private String task;

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "ARG", description = "The arguments by position.")
    private List<String> arguments = List.of();

    @Option(names = "--kw", paramLabel = "NAME=VALUE", description = "An argument by name; once for each.")
    private List<String> named = List.of();

    @Option(
            names = "--queue",
            paramLabel = "QUEUE",
            defaultValue = "default",
            description = "The queue of the task; default, as that of a @Task that names none.")
    private String queue;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Wait for the result, at most so long, and print it.")
    private @Nullable Duration wait;

    private CallCommand() {}

    @Override
    public Integer call() {
        String payload = new TaskCall(TaskArguments.byPosition(arguments), byName()).payload(task);
        try (Database database = file().openToWrite()) {
            Queue target = database.queue(queue);
            long id = target.enqueue(payload);
            String done = "enqueued job " + id + " on " + queue;
            Fields fields = Fields.of("id", id).with("queue", queue).with("task", task);
            if (wait == null) {
                out().done(done, fields);
            } else {
                say(done + "; waiting for its result");
                print(fields.with("result", result(target, id, wait)));
            }
        }
        return ExitCode.OK;
    }

    private String byName() {
        try {
            return TaskArguments.byName(named);
        } catch (IllegalArgumentException e) {
            throw misuse(e.getMessage());
        }
    }

    private String result(Queue target, long id, Duration timeout) {
        WaitOptions options =
                WaitOptions.builder().timeout(timeout).endWhenGone(true).build();
        return showing(() -> "waiting for the result of job " + id, () -> target.waitResult(id, options));
    }

    private void print(Fields fields) {
        if (json()) {
            out().show(fields);
        } else {
            out().next(List.of("result"), fields);
        }
    }
}
