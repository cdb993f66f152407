package dev.honker.internal.wake;

import dev.honker.internal.file.FileIdentity;
import dev.honker.internal.file.PerFile;
import java.util.concurrent.atomic.AtomicBoolean;

/** What runs in the threads of this JVM that commit to a file, until it is closed; thread-safe. */
public final class CommitAction implements AutoCloseable {

    private final PerFile<WatchedFile> files;
    private final FileIdentity identity;
    private final WatchedFile file;
    private final Runnable action;
    private final AtomicBoolean closed = new AtomicBoolean();

    CommitAction(PerFile<WatchedFile> files, FileIdentity identity, Runnable action) {
        this.files = files;
        this.identity = identity;
        this.file = files.acquire(identity);
        this.action = action;
        file.addAction(action);
    }

    /** Ends it; idempotent. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            file.removeAction(action);
            files.release(identity);
        }
    }
}
