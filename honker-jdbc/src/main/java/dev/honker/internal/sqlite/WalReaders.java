package dev.honker.internal.sqlite;

import dev.honker.internal.file.FileIdentity;
import dev.honker.internal.process.DatabaseLocks;
import dev.honker.internal.process.RunningProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Names the readers that keep a write-ahead log from being begun anew, as far as that is known: the oldest read of this process with its
 * connection, and the other processes that read, where the system tells. Stateless; a look takes about a millisecond.
 */
public final class WalReaders {

    /** Shorter reads are in no checkpoint's way for long. */
    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private WalReaders() {}

    /** Returns the readers as a sentence, without a full stop. */
    public static String describe(FileIdentity file, Path database) {
        List<String> readers = new ArrayList<>();
        Optional<OpenRead> own = OpenConnections.oldestRead(file);
        own.filter(read -> read.lasts(SHORTEST_NANOS)).ifPresent(read -> readers.add(read.describe()));
        for (RunningProcess process : DatabaseLocks.walReaders(database)) {
            if (!process.isThis()) {
                readers.add(process.describe());
            } else if (own.isEmpty()) {
                readers.add(
                        "this process, perhaps by a connection that honker doesn't know, such as one of plain sqlite-jdbc");
            }
        }
        return readers.isEmpty()
                ? "nobody is known to read it now: one transaction was that large, or a reader has just ended"
                : "it is being read by " + String.join("; by ", readers);
    }
}
