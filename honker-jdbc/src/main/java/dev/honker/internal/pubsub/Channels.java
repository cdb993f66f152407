package dev.honker.internal.pubsub;

import dev.honker.HonkerClosedException;
import dev.honker.HonkerException;
import dev.honker.ListenHandle;
import dev.honker.ListenOptions;
import dev.honker.Listener;
import dev.honker.NotificationHandler;
import dev.honker.NotificationPruneOptions;
import dev.honker.internal.access.Access;
import dev.honker.internal.access.Seconds;
import dev.honker.internal.access.Sweeps;
import dev.honker.internal.check.Check;
import dev.honker.internal.engine.Limits;
import dev.honker.internal.engine.Notifications;
import dev.honker.internal.engine.Sweep;
import dev.honker.internal.runtime.Children;
import dev.honker.internal.wake.CommitSubscription;
import java.util.OptionalInt;
import java.util.function.Function;

/** What a database does with the channels of its notifications; stateless. */
public final class Channels {

    /** How many rows one transaction deletes at most, so that other writers get their turns between. */
    private Channels() {}

    /** Sends a notification and returns its id. */
    public static long notify(Access access, String channel, String payloadJson) {
        Check.notBlank("channel", channel);
        Check.text("payload", payloadJson);
        return access.call(session -> Notifications.notify(session, channel, payloadJson));
    }

    /**
     * A listener to what is committed on a channel from now on.
     *
     * @param children what closes it, unless it is closed before
     */
    public static Listener listen(Access access, Children children, String channel) {
        ChannelListener listener =
                listening(access, channel, updates -> new ChannelListener(access, channel, updates, children));
        if (!children.add(listener)) {
            listener.close();
            throw new HonkerClosedException("the database is closed");
        }
        return listener;
    }

    /** Starts the calls of a handler for what is committed on a channel from now on. */
    public static ListenHandle listen(
            Access access, Children children, String channel, NotificationHandler handler, ListenOptions options) {
        Check.notNull("handler", handler);
        Check.notNull("options", options);
        ListenLoop loop =
                listening(access, channel, updates -> new ListenLoop(access, channel, updates, handler, options));
        return RunningListener.start(loop, channel, options, children);
    }

    /** Makes one that listens; it owns the subscription then. */
    private static <T> T listening(Access access, String channel, Function<CommitSubscription, T> listener) {
        Check.notBlank("channel", channel);
        access.requireUnbound("a listener");
        if (access.isInTransaction()) {
            // why: it would begin behind notifications that may yet be rolled back, and whose ids are then given again
            throw new HonkerException("a listener to channel " + channel
                    + " can't be made inside a transaction of the same database: make it before or after");
        }
        // why first: a commit between the two is kept as a pending wake
        CommitSubscription updates = access.subscribe();
        try {
            return listener.apply(updates);
        } catch (RuntimeException | Error e) {
            updates.close();
            throw e;
        }
    }

    /**
     * Deletes the notifications that the options name, in transactions of limited size unless one is open.
     *
     * @return how many
     */
    public static int prune(Access access, NotificationPruneOptions options) {
        Check.notNull("options", options);
        Long olderThan = options.olderThan()
                .map(age -> Math.min(Seconds.of(age), Limits.MOST_SECONDS))
                .orElse(null);
        OptionalInt most = options.maxKeep();
        Long maxKeep = most.isPresent() ? (long) most.getAsInt() : null;
        Sweep pruning = access.call(session -> Notifications.pruning(olderThan, maxKeep));
        return (int) Math.min(Integer.MAX_VALUE, Sweeps.run(access, pruning));
    }
}
