package dev.honker.cli.jobs;

import dev.honker.Database;
import dev.honker.JobCondition;
import dev.honker.JobFilter;
import dev.honker.LiveJob;
import dev.honker.cli.base.DatabaseCommand;
import dev.honker.cli.base.ExitCode;
import dev.honker.cli.output.Output;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lists live jobs. */
@Command(name = "list", description = "List live jobs by id.")
final class JobsListCommand extends DatabaseCommand {

    private static final List<String> COLUMNS = List.of(
            "id", "queue", "condition", "priority", "attempts", "max_attempts", "run_at", "worker_id", "payload");

    @Option(names = "--queue", paramLabel = "QUEUE", description = "Only those of this queue.")
    private @Nullable String queue;

    @Option(
            names = "--condition",
            paramLabel = "WHAT",
            description = "Only those that are due, delayed, held, lapsed or expired.")
    private @Nullable JobCondition condition;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "How many at most; 50.")
    private int limit;

    @Option(names = "--after", paramLabel = "ID", defaultValue = "0", description = "Only those with a larger id.")
    private long after;

    private JobsListCommand() {}

    @Override
    public Integer call() {
        JobFilter filter = new JobFilter(queue, condition, after, limit);
        try (Database database = file().openToRead()) {
            List<LiveJob> jobs = database.inspection().jobs(filter);
            Instant now = Instant.now();
            Output out = out();
            out.list(COLUMNS, jobs.stream().map(job -> JobFields.of(job, now)).toList(), "no such job");
            if (jobs.size() == limit) {
                out.remark("there may be more: --after " + jobs.get(limit - 1).id() + " goes on");
            }
        }
        return ExitCode.OK;
    }
}
