package dev.honker;

import java.util.List;
import java.util.Optional;

/**
 * A look at a database file for whoever operates it. It only reads: nothing is claimed, made or upgraded, tables that are not
 * there count as empty, and files that other languages or older releases made can be looked at too. What it says is old when it
 * arrives, as others go on writing.
 *
 * <p>Its methods pass all rows of a table, unlike those of a {@link Queue}. Threads, transactions and errors as with the
 * {@link Database} it is from.
 */
public interface Inspection {

    /** Whether the file has any of honker's tables. */
    boolean hasTables();

    /** All queues that have a job or a dead letter, or are paused, by name. */
    List<QueueStats> queues();

    /** The live jobs that a filter names, by id. */
    List<LiveJob> jobs(JobFilter filter);

    /** The live job of an id; empty if it is done, dead or never was. */
    Optional<LiveJob> job(long id);

    /** The dead letters that a filter names, by id; the condition of the filter does not matter. */
    List<DeadLetter> deadLetters(JobFilter filter);

    /** The dead letter of an id, of whatever queue. */
    Optional<DeadLetter> deadLetter(long id);

    /** The result of a job; empty if there is none or it expired. */
    Optional<String> result(long jobId);

    /** All locks by name, expired ones too. */
    List<LockInfo> locks();

    /** All schedules by name, paused ones too. */
    List<Schedule> schedules();

    /**
     * The latest events of a topic, in order.
     *
     * @param limit how many at most, 1 to 100,000
     */
    List<Event> lastEvents(String topic, int limit);

    /** Returns all streams that have an event or a named consumer, by topic. Reads the index of all events. */
    List<StreamInfo> streams();

    /** Returns all named consumers of all streams, by topic and name. Counts the events after each consumer's offset. */
    List<ConsumerInfo> consumers();

    /** Returns the named consumers of a topic, by name; otherwise as {@link #consumers()}. */
    List<ConsumerInfo> consumers(String topic);

    /** What the file is. */
    FileInfo file();

    /**
     * What is wrong or noteworthy: missing tables and columns, values of the wrong type, schedules that can't be read or are
     * overdue, claims that lapsed and that nobody takes up, a write-ahead log that does not shrink, writes of this process that were
     * refused because their transaction had let others write.
     *
     * @param content whether the file's pages are checked too ({@code PRAGMA quick_check}), which reads all of it
     * @return problems first; empty if all is well
     */
    List<Finding> check(boolean content);
}
