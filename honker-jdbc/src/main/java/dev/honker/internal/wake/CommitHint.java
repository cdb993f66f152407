package dev.honker.internal.wake;

import dev.honker.WatcherStatus;
import dev.honker.internal.file.FileIdentity;
import dev.honker.internal.file.PerFile;
import dev.honker.internal.file.ReplacementCheck;
import dev.honker.internal.file.WalGrowth;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A connection's line to the watcher of its file; thread-safe. Close it with the connection. A hint only makes a wake come
 * sooner: without it the watcher finds the commit by itself.
 */
public final class CommitHint implements AutoCloseable {

    private final PerFile<WatchedFile> files;
    private final Path path;
    private final FileIdentity identity;
    private final WatchedFile file;
    private final ReplacementCheck check;
    private final AtomicBoolean closed = new AtomicBoolean();

    CommitHint(PerFile<WatchedFile> files, Path path, FileIdentity identity) {
        this.files = files;
        this.path = path;
        this.identity = identity;
        this.file = files.acquire(identity);
        this.check = file.openedAt(path);
    }

    /**
     * Says that this connection has committed, or is about to (SQLite's commit hook). Costs one volatile read while nobody
     * subscribes; never blocks, never throws, never runs SQL. Harmless after {@link #close}.
     */
    public void committed() {
        file.committed();
    }

    /**
     * Runs what wants to run in a thread that has committed ({@link CommitAction}), which throws nothing but may run SQL and the
     * user's code: call it when the connection holds no lock any more. Costs one volatile read where there is nothing.
     */
    public void runActions() {
        file.runActions();
    }

    /**
     * How the file's watcher is. If nothing watches, it is {@code REPLACED} also while another file, or none, is at the path where
     * a connection of this JVM has this one open. Opens no file and runs no SQL.
     */
    public WatcherStatus watcher() {
        return file.status(path, files::values);
    }

    /** Which file the connection has open. */
    public FileIdentity identity() {
        return identity;
    }

    /** Tells whether the connection's file is still the one at its path; shared with the other connections to it. */
    public ReplacementCheck replacement() {
        return check;
    }

    /** Notices when the write-ahead log grows; shared with the other connections to the file. */
    public WalGrowth walGrowth() {
        return file.walGrowth();
    }

    /** Gives the line back; idempotent. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            files.release(identity);
        }
    }
}
