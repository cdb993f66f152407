package dev.honker.internal.wake;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who is told by one watcher; thread-safe. Its lock is never held while anything blocks or user code runs. */
final class Subscribers {

    private static final Subscription[] NONE = {};

    /** A snapshot for {@link #tick}, which must not lock; {@code members} is the list itself. */
    private volatile Subscription[] snapshot = NONE;

    private final List<Subscription> members = new ArrayList<>();
    private @Nullable Failure failure;

    /** False if the watcher has failed and never ticks again. */
    synchronized boolean add(Subscription subscription) {
        if (failure != null) {
            return false;
        }
        members.add(subscription);
        snapshot = members.toArray(NONE);
        return true;
    }

    /** True if nobody is left. */
    synchronized boolean remove(Subscription subscription) {
        members.remove(subscription);
        snapshot = members.toArray(NONE);
        return members.isEmpty();
    }

    void tick() {
        for (Subscription subscription : snapshot) {
            subscription.wake();
        }
    }

    int count() {
        return snapshot.length;
    }

    /** What the watcher ended by; null while it has not failed. */
    synchronized @Nullable Failure failure() {
        return failure;
    }

    synchronized void fail(Failure cause) {
        failure = cause;
        for (Subscription subscription : snapshot) {
            subscription.fail(cause);
        }
    }
}
