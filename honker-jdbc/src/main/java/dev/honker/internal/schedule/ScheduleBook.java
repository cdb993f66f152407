package dev.honker.internal.schedule;

import dev.honker.CronSchedule;
import dev.honker.Fires;
import dev.honker.HonkerException;
import dev.honker.MissedRuns;
import dev.honker.Schedule;
import dev.honker.ScheduleOptions;
import dev.honker.ScheduleUpdate;
import dev.honker.Scheduler;
import dev.honker.SchedulerHandle;
import dev.honker.SchedulerOptions;
import dev.honker.internal.access.Access;
import dev.honker.internal.access.RowRecords;
import dev.honker.internal.access.Seconds;
import dev.honker.internal.check.Check;
import dev.honker.internal.engine.MissedPolicies;
import dev.honker.internal.engine.ScheduleChange;
import dev.honker.internal.engine.ScheduleDefinition;
import dev.honker.internal.engine.ScheduleTick;
import dev.honker.internal.engine.Schedules;
import dev.honker.internal.engine.Ticked;
import dev.honker.internal.runtime.Children;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The schedules behind an access; thread-safe as far as the access is. */
public final class ScheduleBook implements Scheduler {

    private final Access access;
    private final Children children;
    private final @Nullable ZoneId chosenZone;
    private final BrokenSchedules broken;

    /**
     * Runs no SQL and takes no connection.
     *
     * @param children ends what is run here
     * @param chosenZone where cron fields are read; null means as the connections are configured
     * @param broken what was told of already
     */
    public ScheduleBook(Access access, Children children, @Nullable ZoneId chosenZone, BrokenSchedules broken) {
        this.access = access;
        this.children = children;
        this.chosenZone = chosenZone;
        this.broken = broken;
    }

    @Override
    public ZoneId zone() {
        return chosenZone == null ? access.zone() : chosenZone;
    }

    @Override
    public boolean add(String name, String queue, CronSchedule schedule, String payloadJson, ScheduleOptions options) {
        Check.notBlank("schedule name", name);
        Check.notBlank("queue name", queue);
        Check.notNull("schedule", schedule);
        Check.text("payload", payloadJson);
        Check.notNull("options", options);
        ScheduleDefinition definition = new ScheduleDefinition(
                name,
                queue,
                schedule.expression(),
                payloadJson,
                options.priority(),
                Seconds.orNull(options.expires().orElse(null)),
                options.maxAttempts());
        ZoneId zone = zone();
        MissedPolicies.Policy missed = Records.policy(options.missedRuns());
        return access.call(session -> Schedules.add(session, zone, definition, missed));
    }

    @Override
    public boolean remove(String name) {
        Check.notBlank("schedule name", name);
        return access.call(session -> Schedules.unregister(session, name)) > 0;
    }

    @Override
    public boolean pause(String name) {
        Check.notBlank("schedule name", name);
        return access.call(session -> Schedules.pause(session, name));
    }

    @Override
    public boolean resume(String name, MissedRuns missed) {
        Check.notBlank("schedule name", name);
        MissedPolicies.Policy policy = Records.policy(Check.notNull("missed", missed));
        ZoneId zone = zone();
        return access.call(session -> Schedules.resume(session, zone, name, policy));
    }

    @Override
    public boolean resume(String name) {
        Check.notBlank("schedule name", name);
        ZoneId zone = zone();
        return access.call(session -> Schedules.resume(session, zone, name, MissedPolicies.of(session, name)));
    }

    @Override
    public MissedRuns missedRuns(String name) {
        Check.notBlank("schedule name", name);
        return Records.missedRuns(access.call(session -> MissedPolicies.of(session, name)));
    }

    @Override
    public boolean setMissedRuns(String name, MissedRuns missed) {
        Check.notBlank("schedule name", name);
        MissedPolicies.Policy policy = Records.policy(Check.notNull("missed", missed));
        return access.call(session -> Schedules.setMissed(session, name, policy));
    }

    @Override
    public boolean update(String name, ScheduleUpdate update) {
        Check.notBlank("schedule name", name);
        ScheduleChange change = Records.change(name, Check.notNull("update", update));
        MissedPolicies.Policy missed = update.missedRuns().map(Records::policy).orElse(null);
        ZoneId zone = zone();
        return access.call(session -> Schedules.update(session, zone, change, missed));
    }

    @Override
    public List<Schedule> list() {
        return access.call(session -> Schedules.list(session)).stream()
                .map(RowRecords::schedule)
                .toList();
    }

    @Override
    public Optional<Schedule> get(String name) {
        Check.notBlank("schedule name", name);
        return access.call(session -> Schedules.get(session, name)).map(RowRecords::schedule);
    }

    @Override
    public Optional<Instant> soonest() {
        long soonest = access.call(Schedules::soonest);
        return soonest == 0 ? Optional.empty() : Optional.of(Seconds.instant(soonest));
    }

    @Override
    public Fires fireDue(Instant now) {
        long second = Check.notNull("now", now).getEpochSecond();
        ZoneId zone = zone();
        Ticked ticked = access.call(session -> ScheduleTick.tick(session, zone, second));
        broken.found(ticked.broken());
        return Records.fires(ticked);
    }

    @Override
    public long runNow(String name) {
        Check.notBlank("schedule name", name);
        Optional<Long> id = access.call(session -> Optional.ofNullable(Schedules.runNow(session, name)));
        return id.orElseThrow(() -> new HonkerException(
                "there is no schedule '" + name + "' to run now: add it, or look at list() for those that there are"));
    }

    @Override
    public SchedulerHandle run(SchedulerOptions options) {
        Check.notNull("options", options);
        access.requireNoTransaction("a scheduler");
        return RunningScheduler.start(access, children, zone(), options);
    }
}
