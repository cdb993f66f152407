package dev.honker.internal.pubsub;

import dev.honker.Notification;
import dev.honker.internal.access.Access;
import dev.honker.internal.engine.NotificationRow;
import dev.honker.internal.engine.Notifications;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What one listener has read of its channel and not handed out yet, in order; for one thread at a time. */
final class Inbox {

    private static final int BATCH = 1_000;

    private final Access access;
    private final String channel;
    private final Deque<NotificationRow> rows = new ArrayDeque<>();
    private boolean mayHaveMore;
    private long readUpTo;

    /** Begins behind the newest notification that is committed now. To be made after the subscription to commits. */
    Inbox(Access access, String channel) {
        this.access = access;
        this.channel = channel;
        this.readUpTo = access.call(session -> Notifications.maxId(session, channel));
    }

    /** Notes that something may have been committed. */
    void expectMore() {
        mayHaveMore = true;
    }

    /** Whether {@link #poll} would hand out something or at least look for it. */
    boolean mayHaveMore() {
        return mayHaveMore || !rows.isEmpty();
    }

    /** The next notification; reads the table if none is here and there may be one. Null if there is none. */
    @Nullable
    Notification poll() {
        if (rows.isEmpty() && mayHaveMore) {
            rows.addAll(access.call(session -> Notifications.since(session, channel, readUpTo, BATCH)));
            mayHaveMore = rows.size() == BATCH;
            if (!rows.isEmpty()) {
                readUpTo = rows.getLast().id();
            }
        }
        NotificationRow row = rows.poll();
        return row == null ? null : new Notification(row.id(), row.channel(), row.payload(), row.createdAt());
    }
}
