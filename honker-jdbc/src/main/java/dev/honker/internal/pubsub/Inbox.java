package dev.honker.internal.pubsub;

import dev.honker.Notification;
import dev.honker.internal.access.Access;
import dev.honker.internal.check.Loggers;
import dev.honker.internal.engine.NotificationRow;
import dev.honker.internal.engine.Notifications;
import dev.honker.internal.engine.NumberedRows;
import dev.honker.internal.engine.ReadPosition;
import dev.honker.internal.engine.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one listener has read of its channel and not handed out yet, in order; for one thread at a time. When a backup was restored into
 * the file, it forgets what it has read and goes on with what was sent since.
 */
final class Inbox {

    private static final Logger LOG = Loggers.LISTENER;
    private static final int BATCH = 1_000;

    /** How often it looks, while it hands out what it has read, whether the file still has it. */
    private static final long LOOK_NANOS = 100_000_000;

    private final Access access;
    private final String channel;
    private final Deque<NotificationRow> rows = new ArrayDeque<>();
    private boolean mayHaveMore;
    private ReadPosition position;
    private long lookAt;

    /** Begins behind the newest notification that is committed now. To be made after the subscription to commits. */
    Inbox(Access access, String channel) {
        this.access = access;
        this.channel = channel;
        this.position = access.call(session -> {
            long newest = Notifications.maxId(session, channel);
            ReadPosition start = after(newest);
            ReadPosition seen = start.movedTo(session, newest);
            return seen == null ? start : seen;
        });
    }

    private ReadPosition after(long id) {
        return ReadPosition.after(NumberedRows.NOTIFICATIONS, channel, id);
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
        if (!rows.isEmpty() && System.nanoTime() - lookAt >= 0) {
            look();
        }
        if (rows.isEmpty() && mayHaveMore) {
            read();
        }
        NotificationRow row = rows.poll();
        return row == null ? null : new Notification(row.id(), row.channel(), row.payload(), row.createdAt());
    }

    private void look() {
        if (moved(access.call(session -> position.movedTo(session, position.last())))) {
            lookAt = System.nanoTime() + LOOK_NANOS;
        }
    }

    private void read() {
        Read read = access.call(this::read);
        if (moved(read.position)) {
            rows.addAll(read.rows);
            mayHaveMore = rows.size() == BATCH;
            lookAt = System.nanoTime() + LOOK_NANOS;
        } else {
            read();
        }
    }

    private Read read(Session session) throws SQLException {
        List<NotificationRow> read = Notifications.since(session, channel, position.last(), BATCH);
        long last = read.isEmpty() ? position.last() : read.get(read.size() - 1).id();
        return new Read(read, position.movedTo(session, last));
    }

    /** Whether the file still has what was read; if not, it is forgotten, and the position is another now. */
    private boolean moved(@Nullable ReadPosition next) {
        if (next != null) {
            position = next;
            return true;
        }
        long before = position.last();
        position = after(access.call(position::restart));
        rows.clear();
        mayHaveMore = true;
        LOG.log(
                Level.WARNING,
                "honker: a listener to channel " + channel + " had read up to notification " + before
                        + ", but that is another one"
                        + " now, or none: the file was restored; it goes on after notification " + position.last());
        return false;
    }

    private record Read(
            List<NotificationRow> rows, @Nullable ReadPosition position) {}
}
