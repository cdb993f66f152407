package dev.honker.internal.access;

import dev.honker.internal.wake.CommitSubscription;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A subscription to commits that is woken too when a clock is set; thread-safe. */
final class ClockWokenUpdates implements CommitSubscription {

    private final CommitSubscription updates;
    private final Time.Registration registration;

    private ClockWokenUpdates(CommitSubscription updates, Time.Registration registration) {
        this.updates = updates;
        this.registration = registration;
    }

    /** The subscription, which it takes over. */
    static CommitSubscription of(Time time, CommitSubscription updates) {
        if (time.isSystem()) {
            return updates;
        }
        try {
            return new ClockWokenUpdates(updates, time.onChange(updates::wake));
        } catch (RuntimeException | Error e) {
            updates.close();
            throw e;
        }
    }

    @Override
    public boolean awaitUpdate(@Nullable Duration timeout) {
        return updates.awaitUpdate(timeout);
    }

    @Override
    public void wake() {
        updates.wake();
    }

    @Override
    public void close() {
        registration.close();
        updates.close();
    }
}
