package dev.honker.internal.file;

import dev.honker.DatabaseReplacedException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Notices before a transaction that the file at a path is no longer the one that is open; thread-safe, shared by the connections that
 * found the file at that path.
 *
 * <p>A transaction in a file that was replaced is lost, although its commit succeeds. Only {@code stat} tells, and it costs some
 * microseconds, which is too much for each of twenty thousand transactions a second. So the file system is asked once a millisecond at
 * most, whatever the number of connections and transactions. A transaction that begins later than that after the replacement is
 * refused. One that begins sooner is as good as one from before the replacement, whose rows nobody will find either.
 */
public final class ReplacementCheck {

    /** Shortest time between two looks that found the file in its place. */
    static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Path path;
    private final FileIdentity expected;
    private volatile long nextLook = System.nanoTime();

    /** Makes a check that looks when it is asked for the first time. */
    public ReplacementCheck(Path path, FileIdentity expected) {
        this.path = path;
        this.expected = expected;
    }

    /**
     * Looks if the last look is a millisecond old. Costs a reading of the clock otherwise.
     *
     * @param now what {@link System#nanoTime} says
     * @throws DatabaseReplacedException if another file, or none, is at the path; without a pause, each time until the file is back
     */
    public void require(long now) {
        if (now - nextLook >= 0) {
            requireNow();
            nextLook = now + INTERVAL_NANOS;
        }
    }

    /**
     * Looks, however short ago the last look was.
     *
     * @throws DatabaseReplacedException if another file, or none, is at the path
     */
    public void requireNow() {
        FileIdentity found = expected;
        try {
            found = FileIdentity.of(path);
        } catch (NoSuchFileException e) {
            throw replaced(null);
        } catch (IOException e) {
            // why: a file system that does not answer says nothing about the file; SQLite meets it next
            return;
        }
        if (!found.equals(expected)) {
            throw replaced(found);
        }
    }

    private DatabaseReplacedException replaced(@Nullable FileIdentity found) {
        return Replacement.of(
                path,
                expected,
                found,
                "What is written to the file of before is lost, so its transactions are refused: close its connections, which"
                        + " pools do by themselves, and open the database again");
    }
}
