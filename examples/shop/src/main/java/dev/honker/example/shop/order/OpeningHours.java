package dev.honker.example.shop.order;

import org.hibernate.Session;
import org.hibernate.SessionFactory;

/** Tells the other JVM, by an event on the stream 'shop', that no more orders will come. */
public final class OpeningHours {

    private static final String SHOP = "shop";

    private final SessionFactory sessions;

    public OpeningHours(SessionFactory sessions) {
        this.sessions = sessions;
    }

    /**
     * Where the stream and the channels stood when the shop opened: everything behind that is of this run.
     *
     * @param offset the last offset of any stream
     * @param notification the last notification id of any channel
     */
    public record Opening(long offset, long notification) {}

    public Opening open() {
        return sessions.fromTransaction(session -> {
            // why: tables otherwise appear with the first job, and a rolled-back first order takes them along
            number(session, "select honker_bootstrap()");
            return new Opening(publish(session, "open"), number(session, "select notify('shop', 'open')"));
        });
    }

    public void close() {
        sessions.inTransaction(session -> publish(session, "closed"));
    }

    public boolean closedSince(long openingOffset) {
        return sessions.fromTransaction(session -> session.createNativeQuery(
                                "select honker_stream_read_since(:topic, :offset, 1)", String.class)
                        .setParameter("topic", SHOP)
                        .setParameter("offset", openingOffset)
                        .getSingleResult())
                .contains("closed");
    }

    private static long publish(Session session, String state) {
        return session.createNativeQuery("select honker_stream_publish(:topic, null, :state)", Long.class)
                .setParameter("topic", SHOP)
                .setParameter("state", state)
                .getSingleResult();
    }

    private static long number(Session session, String sql) {
        return session.createNativeQuery(sql, Long.class).getSingleResult();
    }
}
