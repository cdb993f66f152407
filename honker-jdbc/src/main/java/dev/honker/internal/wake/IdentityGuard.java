package dev.honker.internal.wake;

import dev.honker.DatabaseReplacedException;
import dev.honker.internal.file.FileIdentity;
import dev.honker.internal.file.Replacement;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Notices that the file at a path is no longer the one that was opened; not thread-safe. It only calls {@code stat}. */
final class IdentityGuard {

    /** Wall time between two checks. */
    static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Path path;
    private final FileIdentity expected;
    private long nextCheck = System.nanoTime() + INTERVAL_NANOS;
    private boolean missing;

    IdentityGuard(Path path, FileIdentity expected) {
        this.path = path;
        this.expected = expected;
    }

    /** True once per interval. */
    boolean due(long now) {
        if (now - nextCheck < 0) {
            return false;
        }
        nextCheck = now + INTERVAL_NANOS;
        return true;
    }

    /**
     * True if all is well, false if the file was missing for the first time: it may be on its way back.
     *
     * @throws DatabaseReplacedException if another file is there, or none for the second time
     * @throws IOException if the file system does not answer, which says nothing about the file
     */
    boolean check() throws IOException {
        try {
            require(path, expected);
            missing = false;
            return true;
        } catch (NoSuchFileException e) {
            if (missing) {
                throw replaced(path, expected, null);
            }
            missing = true;
            return false;
        }
    }

    /** Compares now. */
    static void require(Path path, FileIdentity expected) throws IOException {
        FileIdentity found = FileIdentity.of(path);
        if (!found.equals(expected)) {
            throw replaced(path, expected, found);
        }
    }

    static DatabaseReplacedException replaced(Path path, FileIdentity expected, @Nullable FileIdentity found) {
        return Replacement.of(
                path,
                expected,
                found,
                "The watcher cannot follow: close every connection and subscription to it and open the database again");
    }
}
