package dev.honker.jooq;

import dev.honker.jooq.tables.DeadLettersTable;
import dev.honker.jooq.tables.HonkerTable;
import dev.honker.jooq.tables.JobsTable;
import dev.honker.jooq.tables.LocksTable;
import dev.honker.jooq.tables.NotificationsTable;
import dev.honker.jooq.tables.PausedQueuesTable;
import dev.honker.jooq.tables.RateLimitsTable;
import dev.honker.jooq.tables.ResultsTable;
import dev.honker.jooq.tables.ScheduleFiresTable;
import dev.honker.jooq.tables.ScheduleMissedTable;
import dev.honker.jooq.tables.SchedulesTable;
import dev.honker.jooq.tables.StreamConsumersTable;
import dev.honker.jooq.tables.StreamEventsTable;
import dev.honker.jooq.tables.UniqueJobsTable;
import java.util.List;

/**
 * Honker's tables, for queries of one's own; stateless. A statement that names one on honker's driver makes the tables if they are missing.
 * Read them as you like, and write by {@link HonkerDSL} or {@link Honker}: those keep what belongs together.
 */
public final class HonkerTables {

    /** Jobs that are neither done nor dead. */
    public static final JobsTable JOBS = new JobsTable();

    /** Jobs that failed for good. */
    public static final DeadLettersTable DEAD_LETTERS = new DeadLettersTable();

    /** Notifications that were not pruned yet. */
    public static final NotificationsTable NOTIFICATIONS = new NotificationsTable();

    /** Events of all streams. */
    public static final StreamEventsTable STREAM_EVENTS = new StreamEventsTable();

    /** How far consumers have read. */
    public static final StreamConsumersTable STREAM_CONSUMERS = new StreamConsumersTable();

    /** Results of jobs. */
    public static final ResultsTable RESULTS = new ResultsTable();

    /** Schedules. */
    public static final SchedulesTable SCHEDULES = new SchedulesTable();

    /** Named locks. */
    public static final LocksTable LOCKS = new LocksTable();

    /** Counts of rate limits. */
    public static final RateLimitsTable RATE_LIMITS = new RateLimitsTable();

    /** Queues whose jobs Java programs leave alone. */
    public static final PausedQueuesTable PAUSED_QUEUES = new PausedQueuesTable();

    /** Keys of unique jobs; a row counts only while its job is live. */
    public static final UniqueJobsTable UNIQUE_JOBS = new UniqueJobsTable();

    /** Which boundary of a schedule a job stands for; a row counts only while its job is live or dead. */
    public static final ScheduleFiresTable SCHEDULE_FIRES = new ScheduleFiresTable();

    /** What becomes of the boundaries that a schedule missed, if not all of them fire. */
    public static final ScheduleMissedTable SCHEDULE_MISSED = new ScheduleMissedTable();

    private HonkerTables() {}

    /** All of them, unmodifiable. */
    public static List<HonkerTable<?>> all() {
        return List.of(
                JOBS,
                DEAD_LETTERS,
                NOTIFICATIONS,
                STREAM_EVENTS,
                STREAM_CONSUMERS,
                RESULTS,
                SCHEDULES,
                LOCKS,
                RATE_LIMITS,
                PAUSED_QUEUES,
                UNIQUE_JOBS,
                SCHEDULE_FIRES,
                SCHEDULE_MISSED);
    }
}
