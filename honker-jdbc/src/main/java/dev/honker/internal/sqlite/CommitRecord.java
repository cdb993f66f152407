package dev.honker.internal.sqlite;

import java.util.concurrent.TimeUnit;

/**
 * The latest commit of a writer of this JVM to one file; immutable. It holds no reference to the connection, which may be closed.
 *
 * @param connection the number of the connection
 * @param thread the name of the thread
 * @param sql the statement that the transaction began with
 * @param atNanos when, by {@link System#nanoTime}
 */
record CommitRecord(long connection, String thread, String sql, long atNanos) {

    String describe() {
        return "connection #" + connection + ", used by thread \"" + thread + "\", which began with «"
                + SqlText.masked(sql) + "» and committed " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - atNanos)
                + " ms ago";
    }
}
