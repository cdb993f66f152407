package dev.honker.internal.sqlite;

import org.jspecify.annotations.Nullable;

/**
 * What one connection's open transaction has done with the write lock: taken it in advance, used it, yielded it. Changed by the thread
 * that runs the connection, or by one that has it paused; read by any.
 */
final class WriteIntent {

    /** Whether honker began it with the write lock, before it was known whether it would write. */
    private volatile boolean takenInAdvance;

    private volatile boolean written;
    private volatile boolean pinned;
    private volatile boolean yielded;
    private volatile long commitsAtYield;
    private volatile @Nullable String objection;

    /** SQLite's count of changed rows when the lock was taken. */
    private volatile long changesBefore;

    void begin(boolean withWriteLock, long totalChanges) {
        takenInAdvance = withWriteLock;
        changesBefore = totalChanges;
        written = false;
        pinned = false;
        yielded = false;
        objection = null;
    }

    void end() {
        takenInAdvance = false;
    }

    /** Notes that the main database was locked before it was known whether it is written. */
    void lockedInAdvance(long totalChanges) {
        takenInAdvance = true;
        changesBefore = totalChanges;
    }

    /** Notes that a statement which may change something is about to run. */
    void write() {
        written = true;
    }

    /** Takes that back: SQLite has refused the write, and with it every later one. */
    void writeRefused() {
        written = false;
    }

    /** Notes that the transaction has something that a commit would end, such as a savepoint. */
    void pin() {
        pinned = true;
    }

    /** Notes that the write lock was yielded, after so many commits of this JVM. */
    void yield(long commits) {
        commitsAtYield = commits;
        yielded = true;
        takenInAdvance = false;
    }

    /** Notes why an attempt to yield had no effect. */
    void object(String reason) {
        objection = reason;
    }

    boolean isWritten() {
        return written;
    }

    boolean isYielded() {
        return yielded;
    }

    long commitsAtYield() {
        return commitsAtYield;
    }

    /** Whether it holds the write lock and has only read, so that nobody can tell it from a reader. */
    boolean hasOnlyRead() {
        return takenInAdvance && !written;
    }

    /**
     * Looks whether rows were changed by what no text shows, such as a function of a loaded extension that is called by a SELECT; a
     * transaction that has written by it has written.
     */
    void compareChanges(long totalChanges) {
        if (totalChanges != changesBefore) {
            written = true;
        }
    }

    boolean mayYield() {
        return hasOnlyRead() && !pinned;
    }

    /** Returns why the write lock is kept, to follow "which". */
    String whyKept(boolean running, long readYieldMillis) {
        String known = objection;
        if (!hasOnlyRead()) {
            return "has written";
        }
        if (known != null) {
            return "has only read, but " + known;
        }
        if (pinned) {
            return "has only read, but has a savepoint open";
        }
        if (readYieldMillis == 0) {
            return "has only read, but never yields because of honker.read_yield=0";
        }
        return running ? "has only read so far and is running a statement" : "has only read so far";
    }
}
