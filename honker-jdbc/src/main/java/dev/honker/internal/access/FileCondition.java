package dev.honker.internal.access;

import dev.honker.DatabaseReplacedException;
import dev.honker.HonkerException;
import dev.honker.HonkerSqlException;
import dev.honker.WatcherState;
import dev.honker.WatcherStatus;
import dev.honker.internal.file.FileIdentity;
import dev.honker.internal.file.Replacement;
import dev.honker.internal.sqlite.Sessions;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Whether a database still has the file that it began with, undamaged; thread-safe.
 *
 * <p>A pool replaces the connections to a file that was replaced, and those made later have the new file. But the workers, subscriptions
 * and locks of a database belong to the file of before and have ended. So a database refuses everything from the first connection on that
 * has another file, or has found that its own was replaced, until the application opens it again.
 */
final class FileCondition {

    private volatile @Nullable FileIdentity file;
    private volatile @Nullable HonkerException replaced;
    private volatile @Nullable HonkerException damaged;

    /** Refuses if the file was replaced, as far as that is known without a look. */
    void requireSame() {
        HonkerException known = replaced;
        if (known != null) {
            HonkerException again = new DatabaseReplacedException(known.getMessage());
            again.initCause(known);
            throw again;
        }
    }

    /** Refuses a connection to another file than that of the first connection. */
    void requireSame(Connection connection) throws SQLException {
        look(connection);
        requireSame();
    }

    private void look(Connection connection) throws SQLException {
        FileIdentity found = Sessions.identity(connection);
        FileIdentity expected = file;
        if (expected == null) {
            file = found;
        } else if (!expected.equals(found) && replaced == null) {
            replaced = Replacement.of(
                    Sessions.path(connection),
                    expected,
                    found,
                    "The workers, subscriptions and locks of this Database are those of the file of before: close it and open it"
                            + " again");
        }
    }

    /** Notes what an operation failed with. */
    void note(HonkerException failure) {
        if (failure instanceof DatabaseReplacedException) {
            replaced = failure;
        } else if (failure instanceof HonkerSqlException sql && sql.isCorruption()) {
            damaged = failure;
        }
    }

    /** How the watcher is, by what the connection and this know. */
    WatcherStatus watcher(Connection connection) throws SQLException {
        look(connection);
        WatcherStatus status = Sessions.watcher(connection);
        HonkerException replacement = replaced;
        if (replacement != null) {
            return failed(status, WatcherState.REPLACED, replacement);
        }
        HonkerException damage = damaged;
        return damage == null || status.state() == WatcherState.REPLACED
                ? status
                : failed(status, WatcherState.FAILED, damage);
    }

    private static WatcherStatus failed(WatcherStatus status, WatcherState state, HonkerException failure) {
        return new WatcherStatus(
                state,
                status.backend(),
                status.subscribers(),
                status.wakes(),
                status.measuredWakes(),
                status.totalLatency(),
                status.lastLatency(),
                failure);
    }
}
