package dev.honker.cli.dead;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which dead letters a command is about: those of these ids, all of a queue, or all. */
final class Letters {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", arity = "0..*", description = "The ids of jobs.")
    private List<Long> ids = List.of();

    @Option(names = "--all", description = "All of them, or all of --queue.")
    private boolean all;

    @Option(names = "--queue", paramLabel = "QUEUE", description = "Only those of this queue, with --all.")
    private @Nullable String queue;

    /** The ids; empty if all are meant. */
    List<Long> ids() {
        if (all == ids.isEmpty() && (queue == null || all)) {
            return ids;
        }
        throw new ParameterException(spec.commandLine(), "name either ids or --all, and --queue only with --all");
    }

    /** Whether a queue is meant. */
    boolean includes(String name) {
        return queue == null || queue.equals(name);
    }

    String describeQueue() {
        return queue == null ? "" : " of " + queue;
    }
}
