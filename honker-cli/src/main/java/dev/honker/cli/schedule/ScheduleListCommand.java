package dev.honker.cli.schedule;

import dev.honker.CronSchedule;
import dev.honker.Database;
import dev.honker.HonkerInvalidOptionException;
import dev.honker.MissedRuns;
import dev.honker.Schedule;
import dev.honker.Scheduler;
import dev.honker.cli.base.DatabaseCommand;
import dev.honker.cli.base.ExitCode;
import dev.honker.cli.output.Fields;
import dev.honker.cli.output.Style;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Lists schedules. */
@Command(name = "list", description = "List schedules by name.")
final class ScheduleListCommand extends DatabaseCommand {

    private static final List<String> COLUMNS = List.of(
            "name", "queue", "expression", "next_fire_at", "left_s", "enabled", "missed", "payload", "warnings");

    private ScheduleListCommand() {}

    @Override
    public Integer call() {
        try (Database database = file().openToRead()) {
            Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            Scheduler scheduler = database.scheduler();
            List<Fields> schedules = database.inspection().schedules().stream()
                    .map(schedule -> fields(schedule, scheduler.missedRuns(schedule.name()), now))
                    .toList();
            out().list(COLUMNS, schedules, "no schedule");
        }
        return ExitCode.OK;
    }

    private static Fields fields(Schedule schedule, MissedRuns missed, Instant now) {
        Duration left = Duration.between(now, schedule.nextFireAt());
        boolean late = schedule.enabled() && left.isNegative();
        return Fields.of("name", schedule.name())
                .with("queue", schedule.queue())
                .with("expression", schedule.expression())
                .with("next_fire_at", schedule.nextFireAt())
                .with("left_s", left, late ? Style.BAD : Style.PLAIN)
                .with("enabled", schedule.enabled(), schedule.enabled() ? Style.PLAIN : Style.ODD)
                .with("missed", MissedRunsName.of(missed))
                .with("priority", schedule.priority())
                .with("expires_s", schedule.expires().orElse(null))
                .with("max_attempts", schedule.maxAttempts())
                .with("payload", schedule.payloadJson())
                .with("meaning", meaning(schedule, now))
                .with("warnings", warnings(schedule));
    }

    /** In words, with the next five boundaries; null where only another program can read the expression. */
    private static @Nullable String meaning(Schedule schedule, Instant now) {
        try {
            return CronSchedule.cron(schedule.expression()).describe(now, ZoneId.systemDefault());
        } catch (HonkerInvalidOptionException e) {
            return null;
        }
    }

    private static @Nullable String warnings(Schedule schedule) {
        try {
            List<String> warnings = CronSchedule.cron(schedule.expression()).warnings();
            return warnings.isEmpty() ? null : String.join("; ", warnings);
        } catch (HonkerInvalidOptionException e) {
            return e.getMessage();
        }
    }
}
