package dev.honker.internal.pubsub;

import dev.honker.ListenOptions;
import dev.honker.Notification;
import dev.honker.NotificationHandler;
import dev.honker.internal.access.Access;
import dev.honker.internal.check.Loggers;
import dev.honker.internal.check.Quietly;
import dev.honker.internal.runtime.Jitter;
import dev.honker.internal.runtime.LoopBody;
import dev.honker.internal.runtime.UserCall;
import dev.honker.internal.wake.CommitSubscription;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * The loop that hands the notifications of a channel to a handler, one per turn, in its own thread and without a connection.
 * {@link #wake} and {@link #interrupt} are for any thread, the rest for the loop's.
 */
final class ListenLoop implements LoopBody {

    private static final Logger LOG = Loggers.LISTENER;

    private final String channel;
    private final CommitSubscription updates;
    private final NotificationHandler handler;
    private final Duration pollTimeout;
    private final Inbox inbox;
    private final UserCall call = new UserCall();

    /** Takes the subscription to commits over. */
    ListenLoop(
            Access access,
            String channel,
            CommitSubscription updates,
            NotificationHandler handler,
            ListenOptions options) {
        this.channel = channel;
        this.updates = updates;
        this.handler = handler;
        this.pollTimeout = options.pollTimeout();
        this.inbox = new Inbox(access, channel);
    }

    @Override
    public System.Logger log() {
        return Loggers.LISTENER;
    }

    @Override
    public void turn(boolean stopping) {
        if (stopping) {
            return;
        }
        Notification notification = inbox.poll();
        if (notification != null) {
            deliver(notification);
        } else {
            updates.awaitUpdate(Duration.ofNanos(Jitter.nanos(pollTimeout)));
            inbox.expectMore();
        }
    }

    private void deliver(Notification notification) {
        try {
            call.run(() -> handler.handle(notification));
        } catch (Throwable e) {
            if (call.isInterrupted()) {
                return;
            }
            Quietly.run(() -> LOG.log(
                    e instanceof Error ? Level.ERROR : Level.WARNING,
                    "honker: the handler of channel " + channel + " failed at notification " + notification.id()
                            + "; the next one follows",
                    e));
        }
    }

    @Override
    public void wake() {
        updates.wake();
    }

    @Override
    public void interrupt() {
        call.interrupt();
    }

    @Override
    public void end() {
        updates.close();
    }
}
