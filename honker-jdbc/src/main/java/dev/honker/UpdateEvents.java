package dev.honker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A subscription to the commits of one database file, by this process or any other. A wake is a hint: something may have
 * been committed, read the tables again. Wakes carry no data, may be spurious and are conflated; none is missed. Subscribe
 * first, read second: a commit between the two is kept as a pending wake.
 *
 * <p>Safe for use by several threads; each wake is handed to one of the threads that wait.
 */
public interface UpdateEvents extends AutoCloseable {

    /**
     * Waits for a commit since the last wake of this subscription. Runs no SQL in the calling thread.
     *
     * @param timeout how long to wait; zero or negative only looks; null waits without limit
     * @return true if something may have been committed; false when the time is over
     * @throws HonkerClosedException if this subscription is closed, also while waiting
     * @throws DatabaseReplacedException if the file was replaced by another one; final
     * @throws HonkerException if the watcher cannot go on, or the thread was interrupted (its interrupt flag is set again)
     */
    boolean awaitUpdate(@Nullable Duration timeout);

    /** Ends the subscription and wakes whoever waits on it. With a file's last subscription its watcher ends. Idempotent. */
    @Override
    void close();
}
