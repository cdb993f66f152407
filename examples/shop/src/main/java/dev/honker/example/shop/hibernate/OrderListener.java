package dev.honker.example.shop.hibernate;

import dev.honker.example.shop.hibernate.entity.DeclinedOrder;
import dev.honker.example.shop.hibernate.entity.Invoice;
import dev.honker.example.shop.order.Order;
import org.hibernate.Session;

/** Takes part in the transactions around an order: what it does commits or vanishes with them. */
@FunctionalInterface
interface OrderListener {

    OrderListener NONE = (session, order, invoice) -> {};

    void orderWritten(Session session, Order order, Invoice invoice);

    /** Takes part in the transaction that records a declined order. */
    default void orderDeclined(Session session, DeclinedOrder declined) {}
}
