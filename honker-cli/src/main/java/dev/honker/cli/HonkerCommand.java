package dev.honker.cli;

import dev.honker.cli.base.GlobalOptions;
import dev.honker.cli.care.CheckCommand;
import dev.honker.cli.care.LocksCommand;
import dev.honker.cli.care.PruneCommand;
import dev.honker.cli.dead.DeadCommand;
import dev.honker.cli.follow.ListenCommand;
import dev.honker.cli.follow.StatsCommand;
import dev.honker.cli.follow.TailCommand;
import dev.honker.cli.jobs.JobsCommand;
import dev.honker.cli.queue.QueueCommand;
import dev.honker.cli.schedule.ScheduleCommand;
import dev.honker.cli.send.CallCommand;
import dev.honker.cli.send.EnqueueCommand;
import dev.honker.cli.send.NotifyCommand;
import dev.honker.cli.stream.ConsumersCommand;
import dev.honker.cli.stream.StreamsCommand;
import dev.honker.cli.worker.WorkerCommand;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command {@code honker}. */
@Command(
        name = "honker",
        description = "Queues, streams, notifications, schedules and locks in a SQLite file.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:all is done", "1:it failed, or what was named is not there", "2:it was called wrongly"},
        subcommands = {
            WorkerCommand.class,
            EnqueueCommand.class,
            CallCommand.class,
            NotifyCommand.class,
            ListenCommand.class,
            TailCommand.class,
            StatsCommand.class,
            QueueCommand.class,
            JobsCommand.class,
            DeadCommand.class,
            StreamsCommand.class,
            ConsumersCommand.class,
            ScheduleCommand.class,
            LocksCommand.class,
            PruneCommand.class,
            CheckCommand.class
        })
public final class HonkerCommand implements GlobalOptions {

    @Option(
            names = {"-d", "--database"},
            paramLabel = "FILE",
            defaultValue = "${env:HONKER_DATABASE}",
            scope = ScopeType.INHERIT,
            description = "The database file; HONKER_DATABASE in the environment names it too.")
    private @Nullable Path database;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON.")
    private boolean json;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Print where an error comes from.")
    private boolean verbose;

    private HonkerCommand() {}

    /** Runs one command, and exits with what it says. */
    public static void main(String[] arguments) {
        int code = commandLine()
                .setOut(writer(FileDescriptor.out))
                .setErr(writer(FileDescriptor.err))
                .execute(arguments);
        System.exit(code);
    }

    /** The command with everything it knows. */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new HonkerCommand());
        line.setExecutionExceptionHandler(new Failures());
        line.setParameterExceptionHandler(new Misuse());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line;
    }

    /** Why not System.out: it writes in the character set of the locale, and payloads are UTF-8. */
    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }

    @Override
    public Optional<Path> database() {
        // why: an empty HONKER_DATABASE names nothing either
        return Optional.ofNullable(database).filter(path -> !path.toString().isEmpty());
    }

    @Override
    public boolean json() {
        return json;
    }

    boolean verbose() {
        return verbose;
    }
}
