package dev.honker.example.shop.order;

import dev.honker.Honker;
import dev.honker.Transaction;
import dev.honker.example.shop.store.DeclinedOrder;
import dev.honker.example.shop.store.Invoice;
import org.hibernate.Session;

/** A receipt job, a stream event and a notification for each order: three rows of the order's own transaction. */
public final class Announcements implements OrderListener {

    public static final String RECEIPTS = "receipts";
    public static final String ORDERS = "orders";

    @Override
    public void orderWritten(Session session, Order order, Invoice invoice) {
        String placed = OrderPlaced.of(order, invoice).toJson();
        session.doWork(connection -> {
            Transaction tx = Honker.on(connection);
            tx.queue(RECEIPTS, ReceiptJob.class).enqueue(new ReceiptJob(order.number(), order.invoiceId()));
            tx.stream(ORDERS).publish(placed, String.valueOf(order.number()));
            tx.notify(ORDERS, placed);
        });
    }

    /** A letter, as a call that the back office will run if this transaction commits. */
    @Override
    public void orderDeclined(Session session, DeclinedOrder declined) {
        session.doWork(connection -> {
            Letters letters = Honker.on(connection).tasks().proxy(Letters.class);
            letters.cardDeclined(declined.orderNumber(), declined.reason());
        });
    }
}
