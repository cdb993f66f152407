package dev.honker.cli.care;

import dev.honker.Database;
import dev.honker.JanitorOptions;
import dev.honker.JanitorReport;
import dev.honker.cli.base.DatabaseCommand;
import dev.honker.cli.base.DurationConverter;
import dev.honker.cli.base.ExitCode;
import dev.honker.cli.output.Fields;
import dev.honker.cli.output.Wording;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Deletes what is no longer needed. */
@Command(
        name = "prune",
        description = "Delete what the options name, and nothing else.",
        footer = "TIME is such as 30s, 5m, 2h or 1d.")
public final class PruneCommand extends DatabaseCommand {

    @Option(
            names = "--notifications-older-than",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Delete notifications from this age on.")
    private @Nullable Duration notificationsOlderThan;

    @Option(
            names = "--keep",
            paramLabel = "N",
            description = "Keep the newest N notifications, of all channels together, and delete the others.")
    private @Nullable Integer keep;

    @Option(
            names = "--dead-older-than",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Delete dead letters that died this long ago.")
    private @Nullable Duration deadOlderThan;

    @Option(
            names = "--events-older-than",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Delete events from this age on that every consumer has passed.")
    private @Nullable Duration eventsOlderThan;

    @Option(
            names = "--rate-limits-older-than",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Delete windows of rate limits from this age on.")
    private @Nullable Duration rateLimitsOlderThan;

    @Option(names = "--results", description = "Delete results that have expired.")
    private boolean results;

    @Option(names = "--jobs", description = "Make dead letters of the jobs that have expired.")
    private boolean jobs;

    @Option(names = "--locks", description = "Delete locks that expired a minute ago or more.")
    private boolean locks;

    @Option(names = "--unique-keys", description = "Delete keys whose job is gone.")
    private boolean uniqueKeys;

    @Option(names = "--dry-run", description = "Only say how much it would be; takes the write lock for as long.")
    private boolean dryRun;

    private PruneCommand() {}

    @Override
    public Integer call() {
        JanitorOptions options = options();
        long began = System.nanoTime();
        try (Database database = file().openToWrite()) {
            JanitorReport report = showing(
                    () -> progress(Duration.ofNanos(System.nanoTime() - began)),
                    () -> dryRun ? rehearse(database, options) : database.clean(options));
            out().done(
                            (dryRun ? "would prune " : "pruned ") + Wording.count(report.total(), "row"),
                            fields(report).with("dry_run", dryRun));
        }
        return ExitCode.OK;
    }

    private String progress(Duration time) {
        return (dryRun ? "counting" : "pruning in small transactions") + " for " + Wording.duration(time)
                + (dryRun ? "; others can't write" : "; Ctrl-C keeps what is done");
    }

    /** In a transaction that is taken back. */
    private static JanitorReport rehearse(Database database, JanitorOptions options) {
        try {
            database.transactionVoid(tx -> {
                throw new Rehearsed(database.clean(options));
            });
            throw new IllegalStateException("a rehearsal committed");
        } catch (Rehearsed rehearsed) {
            return rehearsed.report;
        }
    }

    private JanitorOptions options() {
        JanitorOptions.Builder options = JanitorOptions.builder()
                .expiredResults(results)
                .expiredJobs(jobs)
                .expiredLocks(locks)
                .uniqueKeys(uniqueKeys);
        boolean any = results || jobs || locks || uniqueKeys;
        if (notificationsOlderThan != null) {
            options.notificationsOlderThan(notificationsOlderThan);
            any = true;
        }
        if (keep != null) {
            options.notificationsMaxKeep(keep);
            any = true;
        }
        if (deadOlderThan != null) {
            options.deadLettersOlderThan(deadOlderThan);
            any = true;
        }
        if (eventsOlderThan != null) {
            options.streamEventsOlderThan(eventsOlderThan);
            any = true;
        }
        if (rateLimitsOlderThan != null) {
            options.rateLimitsOlderThan(rateLimitsOlderThan);
            any = true;
        }
        if (!any) {
            throw misuse("name what to prune, for example --results or --notifications-older-than 1d");
        }
        return options.build();
    }

    private static Fields fields(JanitorReport report) {
        return Fields.of("notifications", report.notifications())
                .with("dead_letters", report.deadLetters())
                .with("results", report.results())
                .with("rate_limits", report.rateLimits())
                .with("events", report.streamEvents())
                .with("expired_jobs", report.expiredJobs())
                .with("locks", report.expiredLocks())
                .with("unique_keys", report.uniqueKeys());
    }

    /** Ends a transaction without a commit. */
    private static final class Rehearsed extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient JanitorReport report;

        Rehearsed(JanitorReport report) {
            super(null, null, false, false);
            this.report = report;
        }
    }
}
