package dev.honker.internal.engine;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writing, reading and pruning notifications (contract.md 2.6, 4.2); stateless. */
public final class Notifications {

    private static final String NOTIFY = "INSERT INTO main._honker_notifications(channel, payload) VALUES (?1, ?2)";

    static final String MAX_ID = "SELECT max(id) FROM main._honker_notifications WHERE channel = ?1";

    static final String SINCE = """
            SELECT id, payload, created_at FROM main._honker_notifications
            WHERE channel = ?1 AND id > ?2 ORDER BY id LIMIT ?3
            """;

    /** All rows up to the newest that is one too many; rank and not id counts, for ids have gaps. */
    static final String PRUNE_RANK = """
            DELETE FROM main._honker_notifications WHERE id IN (
              SELECT id FROM main._honker_notifications WHERE id <= (
                SELECT id FROM main._honker_notifications ORDER BY id DESC LIMIT 1 OFFSET ?1)
              ORDER BY id LIMIT ?2)
            """;

    private static final String PRUNE_AGE = """
            DELETE FROM main._honker_notifications WHERE id IN (
              SELECT id FROM main._honker_notifications WHERE created_at < unixepoch() - ?1 ORDER BY id LIMIT ?2)
            """;

    static final String PRUNE_CHANNEL_RANK = """
            DELETE FROM main._honker_notifications WHERE id IN (
              SELECT id FROM main._honker_notifications WHERE channel = ?3 AND id <= (
                SELECT id FROM main._honker_notifications WHERE channel = ?3 ORDER BY id DESC LIMIT 1 OFFSET ?1)
              ORDER BY id LIMIT ?2)
            """;

    static final String PRUNE_CHANNEL_AGE = """
            DELETE FROM main._honker_notifications WHERE id IN (
              SELECT id FROM main._honker_notifications
              WHERE channel = ?3 AND created_at < unixepoch() - ?1 ORDER BY id LIMIT ?2)
            """;

    private Notifications() {}

    /**
     * Writes one notification. Any text is accepted as channel and payload.
     *
     * @return its id
     */
    public static long notify(Session session, String channel, String payload) throws SQLException {
        return Inserted.id(session, NOTIFY, channel, payload);
    }

    /** The newest notification of a channel, where a new listener begins; 0 if there is none. */
    public static long maxId(Session session, String channel) throws SQLException {
        Long id = session.queryLong(MAX_ID, channel);
        return id == null ? 0 : id;
    }

    /**
     * Reads the notifications of a channel behind an id, in order.
     *
     * @param limit at most so many; negative is refused
     */
    public static List<NotificationRow> since(Session session, String channel, long afterId, long limit)
            throws SQLException {
        Limits.rows("limit", limit);
        return session.query(
                SINCE,
                row -> new NotificationRow(row.integer(1), channel, Texts.stored(row, 2), row.integer(3)),
                channel,
                afterId,
                limit);
    }

    /**
     * Deletes notifications of all channels that are too old or too many, the oldest first. Given both conditions, either
     * suffices; given neither, nothing is run. By age it reads the table.
     *
     * @param olderThan age in seconds that a notification exceeds to be deleted; negative is refused
     * @param maxKeep how many of the newest stay, counted over all channels; 0 keeps none; negative is refused
     * @param limit at most so many rows; negative is refused
     * @return how many
     */
    public static long prune(Session session, @Nullable Long olderThan, @Nullable Long maxKeep, long limit)
            throws SQLException {
        if (!isAsked(olderThan, maxKeep, limit)) {
            return 0;
        }
        return session.atomically("pruning notifications", () -> {
            long tooMany = maxKeep == null ? 0 : session.update(PRUNE_RANK, maxKeep, limit);
            // why: only after the rank, which counts what is too old too
            return tooMany + (olderThan == null ? 0 : session.update(PRUNE_AGE, olderThan, limit - tooMany));
        });
    }

    /**
     * The same for one channel, whose notifications alone count (10.2 B42).
     *
     * @see #prune
     */
    public static long pruneChannel(
            Session session, String channel, @Nullable Long olderThan, @Nullable Long maxKeep, long limit)
            throws SQLException {
        if (!isAsked(olderThan, maxKeep, limit)) {
            return 0;
        }
        return session.atomically("pruning notifications", () -> {
            long tooMany = maxKeep == null ? 0 : session.update(PRUNE_CHANNEL_RANK, maxKeep, limit, channel);
            return tooMany
                    + (olderThan == null ? 0 : session.update(PRUNE_CHANNEL_AGE, olderThan, limit - tooMany, channel));
        });
    }

    /** Checks the arguments. Returns whether there is a condition at all. */
    private static boolean isAsked(@Nullable Long olderThan, @Nullable Long maxKeep, long limit) throws SQLException {
        if (maxKeep != null && maxKeep < 0) {
            // why: this text is part of the contract
            throw Limits.refused("max_keep must not be negative");
        }
        if (olderThan != null) {
            Limits.age("older_than_s", olderThan);
        }
        Limits.rows("limit", limit);
        return olderThan != null || maxKeep != null;
    }
}
