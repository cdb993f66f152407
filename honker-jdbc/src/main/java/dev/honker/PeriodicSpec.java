package dev.honker;

import dev.honker.internal.check.Check;
import java.time.ZoneId;
import java.util.Optional;

/**
 * A schedule that calls a registered task (contract 6.3); immutable.
 *
 * @param schedule what the schedule is called, not blank
 * @param task the name of the task, not blank
 * @param cron when
 * @param zone the zone of cron fields; empty means the database's, as {@link Database#scheduler()} has it
 */
public record PeriodicSpec(String schedule, String task, CronSchedule cron, Optional<ZoneId> zone) {

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
    }
}
