package dev.honker.internal.wake;

import dev.honker.DatabaseReplacedException;
import dev.honker.HonkerException;
import dev.honker.HonkerSqlException;
import dev.honker.WatcherState;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * Why a watcher ended by itself; immutable.
 *
 * @param path the file it watched
 * @param cause what it met
 */
record Failure(Path path, Throwable cause) {

    /** What a watcher is that ended by this. */
    WatcherState state() {
        return cause instanceof DatabaseReplacedException ? WatcherState.REPLACED : WatcherState.FAILED;
    }

    /** A new exception for each thread that is told, so that its stack trace is that of the caller. */
    HonkerException toException() {
        if (cause instanceof DatabaseReplacedException) {
            HonkerException replaced = new DatabaseReplacedException(cause.getMessage());
            replaced.initCause(cause);
            return replaced;
        }
        if (cause instanceof HonkerSqlException damage && damage.getCause() instanceof SQLException driver) {
            return new HonkerSqlException(
                    "honker: " + damage.getMessage()
                            + ". Nothing waits for its commits any more: stop the programs that use it,"
                            + " then restore a backup or try .recover of the sqlite3 command line",
                    driver);
        }
        return new HonkerException(
                "honker: the watcher of " + path + " failed: " + cause
                        + "; close its subscriptions and subscribe again",
                cause);
    }
}
