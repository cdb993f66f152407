package dev.honker.internal.engine;

import java.sql.SQLException;

/** Writing notifications (contract.md 2.6, 4.2); stateless. */
public final class Notifications {

    private static final String NOTIFY = "INSERT INTO main._honker_notifications(channel, payload) VALUES (?1, ?2)";

    private Notifications() {}

    /**
     * Writes one notification. Any text is accepted as channel and payload.
     *
     * @return its id
     */
    public static long notify(Session session, String channel, String payload) throws SQLException {
        return Inserted.id(session, NOTIFY, channel, payload);
    }
}
