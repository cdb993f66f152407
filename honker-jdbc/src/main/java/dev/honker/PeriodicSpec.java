package dev.honker;

import dev.honker.internal.check.Check;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A schedule that calls a registered task; immutable.
 *
 * @param schedule what the schedule is called, not blank
 * @param task the name of the task, not blank
 * @param cron when
 * @param zone the zone of cron fields; empty means the database's, as {@link Database#scheduler()} has it
 * @param missedRuns what becomes of missed boundaries
 */
public record PeriodicSpec(
        String schedule, String task, CronSchedule cron, Optional<ZoneId> zone, MissedRuns missedRuns) {

    /**
     * Makes a spec.
     *
     * @throws HonkerInvalidOptionException if something is null or blank
     */
    public PeriodicSpec {
        Check.notBlank("schedule name", schedule);
        Check.notBlank("task name", task);
        Check.notNull("cron", cron);
        Check.notNull("zone", zone);
        Check.notNull("missedRuns", missedRuns);
    }

    /**
     * Makes a spec whose missed boundaries all fire.
     *
     * @throws HonkerInvalidOptionException if something is null or blank
     */
    public PeriodicSpec(String schedule, String task, CronSchedule cron, Optional<ZoneId> zone) {
        this(schedule, task, cron, zone, MissedRuns.FIRE);
    }
}
