package dev.honker.internal.engine;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writing, reading and pruning notifications; stateless. */
public final class Notifications {

    private static final String NOTIFY = "INSERT INTO main._honker_notifications(channel, payload) VALUES (?1, ?2)";

    static final String MAX_ID = "SELECT max(id) FROM main._honker_notifications WHERE channel = ?1";

    static final String SINCE = """
            SELECT id, payload, created_at FROM main._honker_notifications
            WHERE channel = ?1 AND id > ?2 ORDER BY id LIMIT ?3
            """;

    /** The newest row that is one too many; rank and not id counts, for ids have gaps. */
    static final String FIRST_TOO_MANY = "SELECT id FROM main._honker_notifications ORDER BY id DESC LIMIT 1 OFFSET ?1";

    private static final TableSweep.Texts PRUNE = TableSweep.Texts.of(
            "_honker_notifications", "id", "octet_length(payload)", "created_at < unixepoch() - ?4 OR id <= ?5");

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
     * The sweep that deletes notifications of all channels that are too old or too many, the oldest first. Given both conditions,
     * either suffices; given neither, it finds nothing.
     *
     * @param olderThan age in seconds that a notification exceeds to be deleted; negative is refused
     * @param maxKeep how many of the newest stay, counted over all channels as the sweep begins; 0 keeps none; negative is
     *     refused
     */
    public static Sweep pruning(@Nullable Long olderThan, @Nullable Long maxKeep) throws SQLException {
        check(olderThan, maxKeep);
        return new Pruning(olderThan, maxKeep);
    }

    /** Looks for the rank once, then sweeps. */
    private static final class Pruning implements Sweep {

        private final @Nullable Long olderThan;
        private final @Nullable Long maxKeep;
        private @Nullable TableSweep rows;
        private boolean done;

        Pruning(@Nullable Long olderThan, @Nullable Long maxKeep) {
            this.olderThan = olderThan;
            this.maxKeep = maxKeep;
        }

        @Override
        public boolean find(Session session) throws SQLException {
            TableSweep begun = rows;
            if (begun == null) {
                Long firstTooMany = maxKeep == null ? null : session.queryLong(FIRST_TOO_MANY, maxKeep);
                if (firstTooMany == null && olderThan == null) {
                    done = true;
                    return false;
                }
                begun = new TableSweep(PRUNE, olderThan, firstTooMany);
                rows = begun;
            }
            return begun.find(session);
        }

        @Override
        public long take(Session session) throws SQLException {
            return rows == null ? 0 : rows.take(session);
        }

        @Override
        public boolean isDone() {
            return done || rows != null && rows.isDone();
        }
    }

    private static void check(@Nullable Long olderThan, @Nullable Long maxKeep) throws SQLException {
        if (maxKeep != null && maxKeep < 0) {
            // why: this text is part of the contract
            throw Limits.refused("max_keep must not be negative");
        }
        if (olderThan != null) {
            Limits.age("older_than_s", olderThan);
        }
    }
}
