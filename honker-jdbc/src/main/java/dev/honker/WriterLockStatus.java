package dev.honker;

import java.time.Duration;

/**
 * What happened at the write lock of a database file among the connections of this process that honker's driver opened; immutable. The
 * counts only grow while something in the process has the file open, and begin anew after that. Other processes, and pools of plain
 * sqlite-jdbc, wait for SQLite's own lock and don't appear here.
 *
 * @param waiting how many threads wait at present
 * @param waits how many acquisitions had to wait
 * @param totalWait the sum of these waits
 * @param longestWait the longest of them
 * @param yields how often a transaction that had only read gave the lock to a waiting thread and went on as a plain reader
 * @param resumed how many of those transactions wrote later, because nobody had committed in between
 * @param outdated how many of those transactions were refused to write (SQLSTATE 40001), because somebody had committed in between
 */
public record WriterLockStatus(
        int waiting, long waits, Duration totalWait, Duration longestWait, long yields, long resumed, long outdated) {}
