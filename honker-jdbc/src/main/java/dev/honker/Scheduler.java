package dev.honker;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The schedules of a database and what fires them. A schedule puts a job into a queue at each of its boundaries;
 * any worker of the queue runs it, and {@link Job#fireTime} tells it the boundary. Schedules are kept from any process; they
 * fire while some process {@linkplain #run() runs} a scheduler, which leads for all of them.
 *
 * <p>Safe for use by several threads; one of a transaction is for its thread. Methods that run SQL behave as {@link Database}
 * says, or as {@link Transaction} does.
 */
public interface Scheduler {

    /** The zone in which cron fields are read: all programs that may lead need the same. */
    ZoneId zone();

    /** Adds a schedule with the default options, as {@link #add(String, String, CronSchedule, String, ScheduleOptions)}. */
    default boolean add(String name, String queue, CronSchedule schedule, String payloadJson) {
        return add(name, queue, schedule, payloadJson, ScheduleOptions.defaults());
    }

    /**
     * Adds a schedule, or replaces the one of the name; a paused one stays paused. While the expression stays the same, so does
     * the next boundary, whatever else changes: a program can add its schedules at each start, intervals go on from where they
     * were, and boundaries missed while no process led still fire. If nothing changes, nothing is written. The next boundary
     * becomes the first after now with another expression, if it is none in this zone, and if it is too far ahead because the
     * clock was set back: later than the second one after now, or for an interval than the first.
     *
     * @param name its key, not blank
     * @param queue where its jobs go, not blank
     * @param payloadJson the payload of its jobs, stored verbatim
     * @return whether anything was written
     */
    boolean add(String name, String queue, CronSchedule schedule, String payloadJson, ScheduleOptions options);

    /** Removes a schedule; its jobs stay. Returns whether there was one. */
    boolean remove(String name);

    /** Pauses a schedule until it is resumed. Returns whether it was there and not paused. */
    boolean pause(String name);

    /** Resumes a schedule; what it missed is treated as its {@link #missedRuns} say. Returns whether it was paused. */
    boolean resume(String name);

    /**
     * Resumes a schedule and treats what it missed while it was paused in this way, this once. Returns whether it was paused.
     */
    boolean resume(String name, MissedRuns missed);

    /** What becomes of the boundaries that the schedule misses; {@link MissedRuns#FIRE} if there is none of the name. */
    MissedRuns missedRuns(String name);

    /** Changes what becomes of the boundaries that a schedule misses from now on. Returns whether there is one of the name. */
    boolean setMissedRuns(String name, MissedRuns missed);

    /** Changes a schedule, paused or not. Returns whether there is one of the name. */
    boolean update(String name, ScheduleUpdate update);

    /** All schedules by name, paused ones too. */
    List<Schedule> list();

    /** The schedule of a name; empty if there is none. */
    Optional<Schedule> get(String name);

    /** The earliest next boundary of those that are not paused, maybe in the past; empty if there is none. */
    Optional<Instant> soonest();

    /** As {@link #fireDue}; returns how many jobs were enqueued. */
    default int tick(Instant now) {
        return fireDue(now).fires().size();
    }

    /**
     * Enqueues a job for each boundary up to {@code now}, at most 64 of each schedule, and moves the schedules on, in one
     * transaction. Asks for no leadership: for programs that do not {@link #run()} one, and for tests.
     *
     * @param now fractions of seconds do not count
     */
    Fires fireDue(Instant now);

    /**
     * Enqueues one job of a schedule now, paused or not; its boundaries stay as they are.
     *
     * @return the job's id
     * @throws HonkerException if there is no schedule of the name
     */
    long runNow(String name);

    /** Runs a scheduler with the default options, as {@link #run(SchedulerOptions)}. */
    default SchedulerHandle run() {
        return run(SchedulerOptions.defaults());
    }

    /**
     * Runs a scheduler in the background: of all that run on a file, in whatever process and language, the one that has the lock
     * fires what is due, and the others stand by to take over. Each turn of the leader is one transaction that makes sure of the
     * lock first, so no boundary is fired twice, not even by a leader that was suspended. To be closed by the caller, or with
     * the database. Starts a thread.
     *
     * @throws LockHeldException if another one leads and the options refuse to stand by
     * @throws HonkerException if this is the scheduler of a transaction
     */
    SchedulerHandle run(SchedulerOptions options);
}
