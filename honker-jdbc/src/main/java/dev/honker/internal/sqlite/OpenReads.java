package dev.honker.internal.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What one connection reads at present, for messages about the write-ahead log that its reads keep from being begun anew; thread-safe. A
 * statement costs two stores without a barrier, because this is only asked once something has read for seconds.
 *
 * <p>SQLite doesn't tell its driver whether a connection reads. So three things are looked at: an open transaction, a running statement, and
 * open rows, which keep reading after a statement of autocommit mode and after a commit.
 */
final class OpenReads {

    private static final HonkerResultSet[] NONE = {};

    private final HonkerSqliteConnection connection;
    private final AtomicLong since = new AtomicLong();
    private final AtomicReference<String> sql = new AtomicReference<>("");
    private volatile HonkerResultSet[] rows = NONE;

    OpenReads(HonkerSqliteConnection connection) {
        this.connection = connection;
    }

    /** Notes that what runs now begins a transaction, or is one by itself. */
    void begin(long nanoTime) {
        since.setRelease(nanoTime);
    }

    /** Notes the statement that runs now. */
    void ran(String text) {
        sql.setRelease(text);
    }

    /** Returns since when the latest transaction was open. */
    long since() {
        return since.getAcquire();
    }

    /** Returns the latest statement. */
    String sql() {
        return sql.getAcquire();
    }

    /** Notes rows that a statement has opened; they say themselves when they have ended. */
    void opened(HonkerResultSet opened) {
        for (HonkerResultSet known : rows) {
            if (known == opened) {
                return;
            }
        }
        add(opened);
    }

    private synchronized void add(HonkerResultSet opened) {
        List<HonkerResultSet> open = new ArrayList<>(rows.length + 1);
        for (HonkerResultSet known : rows) {
            if (known.isReading()) {
                open.add(known);
            }
        }
        open.add(opened);
        rows = open.toArray(NONE);
    }

    /** Returns what has been read from for longest; null if nothing is. */
    @Nullable
    OpenRead oldest() {
        OpenRead oldest = connection.transactions().isOpenOrRunning() ? new OpenRead(connection, since(), sql()) : null;
        for (HonkerResultSet each : rows) {
            if (each.isReading()) {
                OpenRead read = new OpenRead(connection, each.since(), each.sql());
                oldest = oldest == null || read.isOlderThan(oldest) ? read : oldest;
            }
        }
        return oldest;
    }
}
