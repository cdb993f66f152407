package dev.honker.example.shop.order;

import dev.honker.example.shop.store.DeclinedOrder;
import dev.honker.example.shop.store.Invoice;
import org.hibernate.Session;

/** Takes part in the transactions around an order: what it does commits or vanishes with them. */
@FunctionalInterface
public interface OrderListener {

    OrderListener NONE = (session, order, invoice) -> {};

    void orderWritten(Session session, Order order, Invoice invoice);

    /** Takes part in the transaction that records a declined order. */
    default void orderDeclined(Session session, DeclinedOrder declined) {}
}
