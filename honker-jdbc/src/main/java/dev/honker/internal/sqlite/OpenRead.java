package dev.honker.internal.sqlite;

import dev.honker.internal.check.Durations;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A read that has not ended; immutable.
 *
 * @param since when it began, as {@link System#nanoTime} said
 * @param sql the statement that opened its rows, or the latest one of its transaction
 */
record OpenRead(HonkerSqliteConnection connection, long since, String sql) {

    boolean isOlderThan(OpenRead other) {
        return since - other.since < 0;
    }

    /** Whether it began at least so long ago. */
    boolean lasts(long nanos) {
        return System.nanoTime() - since >= nanos;
    }

    /** Returns it as messages name it, with the statement's values masked. */
    String describe() {
        long tenths = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since) / 100;
        return connection.describe() + " of this process for " + Durations.text(Duration.ofMillis(100 * tenths))
                + ", with the latest statement «" + SqlText.masked(sql) + "»";
    }
}
