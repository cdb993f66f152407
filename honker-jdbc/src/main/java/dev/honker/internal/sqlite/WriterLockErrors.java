package dev.honker.internal.sqlite;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/** The errors of a wait for a {@link WriterLock}: each names the waiting connection, the holder, and what to do. Stateless. */
final class WriterLockErrors {

    private WriterLockErrors() {}

    static SQLException ownThread(HonkerSqliteConnection owner, String file, String sql, WriterLockHolder present) {
        return busy("this thread waits for itself: " + owner.describe() + " is to run «" + SqlText.masked(sql)
                + "» while the write lock of " + file + " is held by " + present.describe() + ", which "
                + present.owner().transactions().whyItKeepsTheWriteLock()
                + ". Use one connection for both, or end the first transaction before the second begins");
    }

    static SQLException timedOut(
            HonkerSqliteConnection owner,
            String file,
            String sql,
            int timeoutMillis,
            @Nullable WriterLockHolder present) {
        return busy(
                owner.describe() + waited(owner, timeoutMillis) + " for the write lock of "
                        + file + " to run «" + SqlText.masked(sql) + "»; it is held by "
                        + (present == null
                                ? "a transaction that has just ended"
                                : present.describe() + present.whereNow() + ", which "
                                        + present.owner().transactions().whyItKeepsTheWriteLock())
                        + ". End that transaction sooner, declare transactions that only read as read-only, or raise busy_timeout");
    }

    /** A wait that doesn't go by the connection's timeout is cut short, because SQLite decides. */
    private static String waited(HonkerSqliteConnection owner, int timeoutMillis) {
        return timeoutMillis == 0 && owner.getBusyTimeout() > 0
                ? " waited, as its busy handler or PRAGMA busy_timeout says,"
                : " waited " + timeoutMillis + " ms (busy_timeout)";
    }

    /** The holder waits, through Java's locks, for the thread that waits for the write lock. */
    static SQLException deadlock(HonkerSqliteConnection owner, String file, String sql, WriterLockHolder present) {
        return new DeadlockException(text("deadlock: " + owner.describe() + " is to run «" + SqlText.masked(sql)
                + "» while the write lock of " + file + " is held by " + present.describe() + present.whereNow()
                + ", and that thread waits for a Java lock of this one. Take the Java lock before the transaction begins, in both"
                + " threads, or declare transactions that only read as read-only"));
    }

    static SQLException cancelled(HonkerSqliteConnection owner, String sql) {
        return SqlErrors.of(
                SQLiteErrorCode.SQLITE_INTERRUPT,
                "57014",
                "[SQLITE_INTERRUPT] Operation terminated by sqlite3_interrupt() (honker: " + owner.describe()
                        + " was cancelled while it waited to run «" + SqlText.masked(sql) + "»)");
    }

    /** A transaction that has yielded the write lock wants to write, but its snapshot is no longer the latest state. */
    static SQLException outdated(HonkerSqliteConnection owner, String sql, @Nullable CommitRecord commit) {
        return SqlErrors.of(
                SQLiteErrorCode.SQLITE_BUSY_SNAPSHOT,
                SqlErrors.SERIALIZATION_FAILURE,
                "[SQLITE_BUSY_SNAPSHOT] Another database connection has already written to the database (honker: "
                        + owner.describe() + " is to run «" + SqlText.masked(sql)
                        + "» in a transaction that had only read and let others write to "
                        + owner.describeFile() + "; since then "
                        + (commit == null
                                ? "another process has committed"
                                : "another transaction has committed: " + commit.describe())
                        + ". Roll back and run the transaction again; it can't go on from what it has read. A transaction that"
                        + " writes first, or rests for less than honker.read_yield, keeps the write lock)");
    }

    private static SQLException busy(String text) {
        return SqlErrors.of(SQLiteErrorCode.SQLITE_BUSY, SqlErrors.SERIALIZATION_FAILURE, text(text));
    }

    private static String text(String text) {
        return "[SQLITE_BUSY] The database file is locked (honker: " + text + ")";
    }
}
