package dev.honker.internal.pubsub;

import dev.honker.HonkerClosedException;
import dev.honker.HonkerException;
import dev.honker.Listener;
import dev.honker.Notification;
import dev.honker.internal.access.Access;
import dev.honker.internal.runtime.Children;
import dev.honker.internal.wake.CommitSubscription;
import dev.honker.internal.wake.Nanos;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A listener that is asked for one notification after the other; thread-safe. */
final class ChannelListener implements Listener {

    /** How long it trusts the watcher without a look of its own. */
    private static final long LOOK_NANOS = 15_000_000_000L;

    private final Access access;
    private final String channel;
    private final CommitSubscription updates;
    private final Children children;
    private final Inbox inbox;
    private final ReentrantLock turn = new ReentrantLock();

    /** Who waits for a wake; counted up while the turn is held, so that who holds it next sees it. */
    private final AtomicInteger waiting = new AtomicInteger();

    private volatile boolean closed;

    /** Takes the subscription to commits over. */
    ChannelListener(Access access, String channel, CommitSubscription updates, Children children) {
        this.access = access;
        this.channel = channel;
        this.updates = updates;
        this.children = children;
        this.inbox = new Inbox(access, channel);
    }

    @Override
    public Optional<Notification> next(@Nullable Duration timeout) {
        if (access.isInTransaction()) {
            // why: nobody else can commit meanwhile, and the transaction's own notifications may yet be rolled back
            throw new HonkerException(
                    "a listener can't be waited on inside a transaction of the same database: call next()"
                            + " before or after");
        }
        long start = System.nanoTime();
        long limit = timeout == null ? Long.MAX_VALUE : Nanos.of(timeout);
        boolean woken = false;
        while (true) {
            long left = limit - (System.nanoTime() - start);
            Notification notification = take(woken || left <= 0, left > 0);
            if (notification != null) {
                return Optional.of(notification);
            }
            if (left <= 0) {
                return Optional.empty();
            }
            woken = await(Math.min(left, LOOK_NANOS)) || left > LOOK_NANOS;
        }
    }

    /** The next one that is here or, if it is to look, in the table. If there is none the caller counts as waiting if it will. */
    private @Nullable Notification take(boolean look, boolean willWait) {
        enter();
        try {
            requireOpen();
            if (look) {
                inbox.expectMore();
            }
            Notification notification = inbox.poll();
            if (notification == null && willWait) {
                waiting.incrementAndGet();
            }
            return notification;
        } finally {
            if (inbox.mayHaveMore() && waiting.get() > 0) {
                // why: a commit wakes one thread only, whether it brought one notification or many, or its reader
                // failed
                updates.wake();
            }
            turn.unlock();
        }
    }

    private void enter() {
        try {
            turn.lockInterruptibly();
        } catch (InterruptedException e) {
            // why: this thread may be the one that was woken
            updates.wake();
            Thread.currentThread().interrupt();
            throw new HonkerException("interrupted while waiting for a notification on channel " + channel, e);
        }
    }

    private boolean await(long nanos) {
        try {
            return updates.awaitUpdate(Duration.ofNanos(nanos));
        } catch (HonkerClosedException e) {
            requireOpen();
            throw e;
        } finally {
            waiting.decrementAndGet();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new HonkerClosedException("this listener to channel " + channel + " is closed");
        }
    }

    @Override
    public void close() {
        closed = true;
        children.remove(this);
        updates.close();
    }

    @Override
    public String toString() {
        return "listener to channel " + channel + (closed ? " (closed)" : "");
    }
}
