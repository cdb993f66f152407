package dev.honker.internal.sqlite;

import dev.honker.internal.file.FileIdentity;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The connections of honker's that are open in this JVM, whatever their file; thread-safe. A connection that the application forgets to
 * close stays here, as it stays in SQLite, whose functions refer to it.
 */
final class OpenConnections {

    private static final Set<HonkerSqliteConnection> ALL = ConcurrentHashMap.newKeySet();

    private OpenConnections() {}

    static void add(HonkerSqliteConnection opened) {
        ALL.add(opened);
    }

    static void remove(HonkerSqliteConnection closed) {
        ALL.remove(closed);
    }

    /** Returns the read from this file that has lasted longest. */
    static Optional<OpenRead> oldestRead(FileIdentity file) {
        return ALL.stream()
                .filter(connection -> connection.identity().equals(file))
                .map(connection -> connection.transactions().reads().oldest())
                .filter(Objects::nonNull)
                .min((one, other) -> Long.signum(one.since() - other.since()));
    }
}
