package dev.honker.example.shop.order;

import org.hibernate.Session;

/** A receipt job, a stream event and a notification for each order: three rows of the order's own transaction. */
public final class Announcements implements OrderListener {

    public static final String RECEIPTS_QUEUE = "receipts";
    public static final String ORDERS = "orders";

    @Override
    public void orderWritten(Session session, Order order) {
        String payload = "{\"order\":%d,\"invoice\":%d}".formatted(order.number(), order.invoiceId());
        session.createNativeQuery("select honker_enqueue(:queue, :payload, null, null, 0, 3, null)", Long.class)
                .setParameter("queue", RECEIPTS_QUEUE)
                .setParameter("payload", payload)
                .getSingleResult();
        session.createNativeQuery("select honker_stream_publish(:topic, :key, :payload)", Long.class)
                .setParameter("topic", ORDERS)
                .setParameter("key", String.valueOf(order.number()))
                .setParameter("payload", payload)
                .getSingleResult();
        session.createNativeQuery("select notify(:channel, :payload)", Long.class)
                .setParameter("channel", ORDERS)
                .setParameter("payload", payload)
                .getSingleResult();
    }
}
