package dev.honker;

import java.time.Duration;

/**
 * What happened at the write lock of a database file among the connections of this process that honker's driver opened; immutable. The
 * counts only grow while something in the process has the file open, and begin anew after that. Other processes, and pools of plain
 * sqlite-jdbc, wait for SQLite's own lock and don't appear here.
 *
 * @param waiting how many threads wait at present
 * @param foreground the waits of the application's threads, handlers of jobs among them
 * @param background the waits of the threads in which honker works by itself: workers, subscriptions, listeners, schedulers, upkeep
 * @param yields how often a transaction that had only read gave the lock to a waiting thread and went on as a plain reader
 * @param resumed how many of those transactions wrote later, because nobody had committed in between
 * @param outdated how many of those transactions were refused to write (SQLSTATE 40001), because somebody had committed in between
 */
public record WriterLockStatus(
        int waiting, LockWaits foreground, LockWaits background, long yields, long resumed, long outdated) {

    /** Returns how many waits have ended. */
    public long waits() {
        return foreground.count() + background.count();
    }

    /** Returns the sum of these waits. */
    public Duration totalWait() {
        return foreground.total().plus(background.total());
    }

    /** Returns the longest of these waits. */
    public Duration longestWait() {
        Duration a = foreground.longest();
        Duration b = background.longest();
        return a.compareTo(b) > 0 ? a : b;
    }
}
