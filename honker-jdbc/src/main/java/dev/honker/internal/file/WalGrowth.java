package dev.honker.internal.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Notices when the write-ahead log of one database outgrows what checkpoints should leave of it; thread-safe, shared by everything that
 * has the file open.
 *
 * <p>SQLite writes the log back into the database and begins it anew, unless somebody still reads an old state from it. A reader that
 * never ends lets the log grow until the disk is full, and nothing fails before that. So each thread that begins a transaction, and the
 * watcher, look at the log's size by {@code stat}, once a second at most for all of them.
 */
public final class WalGrowth {

    /** The log is too large from this many times the size at which it is checkpointed. */
    public static final int MOST_CHECKPOINTS = 4;

    /** After how many pages a file is checkpointed of which no connection has said it: honker's default. */
    public static final int DEFAULT_CHECKPOINT_PAGES = 10_000;

    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int SMALLEST_PAGE = 512;
    private static final int UNKNOWN = -1;

    private final FileIdentity identity;
    private final Report report;
    private final AtomicLong nextLook = new AtomicLong(System.nanoTime());
    private volatile int checkpointPages = UNKNOWN;
    private volatile long pageBytes;

    /** The size that is reported next: twice the size reported last, or 0. */
    private volatile long reportAt;

    /** Makes one for a log of which nothing is known yet. */
    public WalGrowth(FileIdentity identity, Report report) {
        this.identity = identity;
        this.report = report;
    }

    /**
     * Notes after how many pages a connection checkpoints the log. Of several connections the largest number counts. If it is 0, the
     * application checkpoints by itself, and nothing is reported.
     */
    public void checkpointsAfter(int pages) {
        if (pages > checkpointPages) {
            checkpointPages = pages;
        }
    }

    /**
     * Looks if the last look is a second old, and reports if the log is too large, and again each time that it has doubled. Costs a
     * volatile read otherwise. Throws nothing.
     *
     * @param now what {@link System#nanoTime} says
     * @param page asks the database for the size of its pages, when that matters
     */
    public void look(long now, Path database, PageSize page) {
        long due = nextLook.get();
        if (now - due >= 0 && nextLook.compareAndSet(due, now + INTERVAL_NANOS)) {
            try {
                look(database, page);
            } catch (Exception | Error e) {
                // why: a log handler that throws, or a file system that doesn't answer, is no reason to fail a
                // transaction;
                // the next look is a second away
                return;
            }
        }
    }

    private void look(Path database, PageSize page) throws Exception {
        int pages = checkpointPages == UNKNOWN ? DEFAULT_CHECKPOINT_PAGES : checkpointPages;
        if (pages == 0) {
            return;
        }
        long bytes = size(database);
        if (bytes < limit(pages, SMALLEST_PAGE)) {
            reportAt = 0;
            return;
        }
        if (pageBytes == 0) {
            pageBytes = page.bytes();
        }
        long limit = limit(pages, pageBytes);
        if (bytes < limit) {
            reportAt = 0;
        } else if (bytes >= reportAt) {
            reportAt = 2 * bytes;
            report.grown(identity, database, bytes, limit);
        }
    }

    private static long limit(int pages, long pageBytes) {
        return (long) MOST_CHECKPOINTS * pages * pageBytes;
    }

    /** Returns the size of a database's log; 0 if it has none. */
    public static long size(Path database) throws IOException {
        try {
            return Files.size(database.resolveSibling(database.getFileName() + "-wal"));
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /** Hears of a log that is too large, in the thread that looked. */
    @FunctionalInterface
    public interface Report {
        void grown(FileIdentity file, Path database, long bytes, long limit);
    }

    /** Asks a database. */
    @FunctionalInterface
    public interface PageSize {
        long bytes() throws Exception;
    }
}
