package dev.honker;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gets what is sent on one channel since it was made, in order. Notifications that are pruned
 * before they are read are missed. Safe for use by several threads; each notification is handed to one of them.
 */
public interface Listener extends AutoCloseable {

    /**
     * Waits for the next notification.
     *
     * @param timeout how long to wait; zero or negative only looks; null waits without limit
     * @return empty when the time is over
     * @throws HonkerClosedException if this listener is closed, also while waiting
     * @throws DatabaseReplacedException if the file was replaced by another one; final
     * @throws HonkerException if the thread was interrupted (its interrupt flag is set again)
     */
    Optional<Notification> next(@Nullable Duration timeout);

    /** As {@link #next(Duration)} without limit. */
    default Notification next() {
        return next(null).orElseThrow();
    }

    /** Ends the listening and wakes whoever waits. Idempotent. */
    @Override
    void close();
}
