package dev.honker.internal.sqlite;

import dev.honker.internal.wake.WatchSettings;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Everything that opening a connection needs, already checked; immutable by convention.
 *
 * @param url the URL as the application gave it
 * @param fileName what follows the prefix, without honker's own parameters
 * @param pragmas what sqlite-jdbc is to apply beyond the values below
 * @param busyTimeoutMillis how long a statement waits for a lock
 * @param journalMode the journal mode to convert the file to, in upper case
 * @param journalModeExplicit whether the application named it, so that a file that can't have it is an error
 * @param synchronous the value of {@code PRAGMA synchronous}
 * @param walAutocheckpoint the value of {@code PRAGMA wal_autocheckpoint}, in pages
 * @param transactionMode how read-write transactions begin: DEFERRED, IMMEDIATE or EXCLUSIVE
 * @param readYieldMillis after how much rest a transaction that has only read yields the write lock; 0 means never
 * @param watch how this connection's subscriptions watch the file
 * @param zone the zone in which schedules are resolved; null means the process's at the time of each call
 * @param clock what governs everything with a time in it; null means the system's
 */
public record ConnectionSettings(
        String url,
        String fileName,
        Properties pragmas,
        int busyTimeoutMillis,
        String journalMode,
        boolean journalModeExplicit,
        String synchronous,
        int walAutocheckpoint,
        String transactionMode,
        int readYieldMillis,
        WatchSettings watch,
        @Nullable ZoneId zone,
        @Nullable Clock clock) {

    /** The same with this clock. */
    public ConnectionSettings withClock(@Nullable Clock clock) {
        return new ConnectionSettings(
                url,
                fileName,
                pragmas,
                busyTimeoutMillis,
                journalMode,
                journalModeExplicit,
                synchronous,
                walAutocheckpoint,
                transactionMode,
                readYieldMillis,
                watch,
                zone,
                clock);
    }
}
