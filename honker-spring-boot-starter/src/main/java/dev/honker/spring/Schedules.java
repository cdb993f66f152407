package dev.honker.spring;

import dev.honker.CronSchedule;
import dev.honker.HonkerInvalidOptionException;
import dev.honker.ScheduleOptions;
import dev.honker.Scheduler;
import dev.honker.SchedulerHandle;
import dev.honker.SchedulerOptions;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The schedules of methods, checked; for the thread that starts and stops listeners. */
final class Schedules {

    private static final String QUEUE_PREFIX = "scheduled:";

    private record Declared(AnnotatedMethod<HonkerScheduled> method, CronSchedule schedule, ScheduleOptions options) {}

    private final Map<String, Declared> declared = new LinkedHashMap<>();
    private final Surroundings surroundings;
    private @Nullable ZoneId zone;
    private @Nullable AnnotatedMethod<?> zoneFrom;

    Schedules(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.zone = surroundings.properties().scheduler().zone();
    }

    /** Checks the methods and returns what runs them. */
    List<Listening> declare(List<AnnotatedMethod<HonkerScheduled>> methods) {
        List<Listening> listenings = new ArrayList<>();
        for (AnnotatedMethod<HonkerScheduled> method : methods) {
            Attributes attributes = surroundings.attributes(method);
            String name = attributes.text("name", method.annotation().name()).orElse(method.defaultName());
            Declared other = declared.putIfAbsent(
                    name, new Declared(method, schedule(method, attributes), options(method, attributes)));
            if (other != null) {
                throw method.refused(
                        "the name '" + name + "' is that of " + other.method() + " too; give one another name");
            }
            attributes.zone("zone", method.annotation().zone()).ifPresent(own -> useZone(own, method));
            listenings.add(QueueListening.of(method, name, QUEUE_PREFIX + name, surroundings));
        }
        return listenings;
    }

    private static CronSchedule schedule(AnnotatedMethod<HonkerScheduled> method, Attributes attributes) {
        String cron = attributes.text("cron", method.annotation().cron()).orElse(null);
        Duration every =
                attributes.duration("every", method.annotation().every()).orElse(null);
        if ((cron == null) == (every == null)) {
            throw method.refused("exactly one of cron and every must be given");
        }
        try {
            return every != null ? CronSchedule.every(every) : CronSchedule.crontab(String.valueOf(cron));
        } catch (HonkerInvalidOptionException e) {
            throw method.refused(e.getMessage());
        }
    }

    private static ScheduleOptions options(AnnotatedMethod<HonkerScheduled> method, Attributes attributes) {
        ScheduleOptions.Builder builder =
                ScheduleOptions.builder().missedRuns(method.annotation().missedRuns());
        try {
            attributes.whole("maxAttempts", method.annotation().maxAttempts()).ifPresent(builder::maxAttempts);
            return builder.build();
        } catch (HonkerInvalidOptionException e) {
            throw method.refused(e.getMessage());
        }
    }

    /** why one zone: whoever leads reads the fields of all schedules in its own. */
    private void useZone(ZoneId own, AnnotatedMethod<?> method) {
        if (zone != null && !zone.equals(own)) {
            throw method.refused("zone must be the same for all schedules, but is " + own + " here and " + zone + " in "
                    + (zoneFrom == null ? "honker.scheduler.zone" : zoneFrom));
        }
        zone = own;
        zoneFrom = method;
    }

    /** Adds the schedules to the file, where they are not yet; writes. */
    void add() {
        Scheduler scheduler = scheduler();
        declared.forEach((name, schedule) ->
                scheduler.add(name, QUEUE_PREFIX + name, schedule.schedule(), "{}", schedule.options()));
    }

    /** Runs the scheduler, which leads or stands by; null if this application doesn't. */
    @Nullable
    SchedulerHandle run() {
        HonkerProperties.Scheduler properties = surroundings.properties().scheduler();
        if (!properties.enabled() || declared.isEmpty() && !properties.always()) {
            return null;
        }
        return scheduler()
                .run(SchedulerOptions.builder()
                        .lockTtl(properties.lockTtl())
                        .stopTimeout(surroundings.stopTimeout())
                        .build());
    }

    private Scheduler scheduler() {
        return zone == null
                ? surroundings.database().scheduler()
                : surroundings.database().scheduler(zone);
    }
}
