package dev.honker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the watcher of a database file is, and what it did; one watcher serves all that wait for commits of the file in this process.
 * The counts only grow while something in the process has the file open, and begin anew after that.
 *
 * <p>A wake is measured if a commit of this process led to it: from the moment when the committing thread said so until all
 * subscribers were signalled. Commits of other processes carry no time, so they are counted and not measured. On wrapped pools of plain
 * sqlite-jdbc a commit says so as it begins: what is measured there may hold the time of the commit itself, and not every wake is
 * measured.
 *
 * @param state what it does
 * @param backend what makes it look; null if nothing watches
 * @param subscribers how many wait for commits: workers, subscriptions, listeners, schedulers
 * @param wakes how often it signalled its subscribers
 * @param measuredWakes how many of these were measured
 * @param totalLatency the sum of what was measured
 * @param lastLatency the latest that was measured; null if there is none
 * @param failure what the last watcher ended by, or in what way the file was replaced or is damaged; null if one watches, or the last one was
 *     just not needed any more
 */
public record WatcherStatus(
        WatcherState state,
        @Nullable WatcherBackend backend,
        int subscribers,
        long wakes,
        long measuredWakes,
        Duration totalLatency,
        @Nullable Duration lastLatency,
        @Nullable HonkerException failure) {

    /** The mean of what was measured; null if there is nothing. */
    public @Nullable Duration meanLatency() {
        return measuredWakes == 0 ? null : totalLatency.dividedBy(measuredWakes);
    }
}
