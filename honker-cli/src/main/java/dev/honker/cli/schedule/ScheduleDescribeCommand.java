package dev.honker.cli.schedule;

import dev.honker.CronSchedule;
import dev.honker.cli.base.DatabaseCommand;
import dev.honker.cli.base.ExitCode;
import dev.honker.cli.output.Fields;
import dev.honker.cli.output.Style;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says when an expression fires. */
@Command(
        name = "describe",
        description = {
            "Say in words when an expression fires, with its next five boundaries and warnings.",
            "Needs no database. Exit code 2 if the expression is invalid."
        })
final class ScheduleDescribeCommand extends DatabaseCommand {

    private static final int BOUNDARIES = 5;

    @Parameters(paramLabel = "EXPR", description = "Such as '0 3 * * *' or '@every 5m', in one argument.")
    private String expression;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "The zone of the scheduler, such as Europe/Berlin; the system's if not given.")
    private @Nullable ZoneId zone;

    private ScheduleDescribeCommand() {}

    @Override
    public Integer call() {
        CronSchedule schedule = CronSchedule.cron(expression);
        ZoneId where = zone == null ? ZoneId.systemDefault() : zone;
        List<Instant> next = schedule.nextAfter(Instant.now(), where, BOUNDARIES);
        List<String> warnings = schedule.warnings();
        out().show(Fields.of("expression", schedule.expression())
                .with("meaning", schedule.describe())
                .with("zone", where.getId())
                .with("next", json() ? next : lines(next, where))
                .with("warnings", json() || warnings.isEmpty() ? warnings : String.join("\n", warnings), Style.ODD));
        return ExitCode.OK;
    }

    /** Why with the offset: the zone need not be that of the terminal. */
    private static String lines(List<Instant> boundaries, ZoneId zone) {
        return boundaries.stream()
                .map(boundary -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(boundary.atZone(zone)))
                .collect(Collectors.joining("\n"));
    }
}
