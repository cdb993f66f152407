package dev.honker.example.shop.order;

import dev.honker.example.shop.store.Invoice;
import org.hibernate.Session;

/** Takes part in the transaction that writes an order: what it does commits or vanishes with the order. */
@FunctionalInterface
public interface OrderListener {

    OrderListener NONE = (session, order, invoice) -> {};

    void orderWritten(Session session, Order order, Invoice invoice);
}
