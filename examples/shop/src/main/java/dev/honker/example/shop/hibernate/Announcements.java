package dev.honker.example.shop.hibernate;

import dev.honker.example.shop.hibernate.entity.Address;
import dev.honker.example.shop.hibernate.entity.DeclinedOrder;
import dev.honker.example.shop.hibernate.entity.Invoice;
import dev.honker.example.shop.order.Letters;
import dev.honker.example.shop.order.Order;
import dev.honker.example.shop.order.OrderPlaced;
import dev.honker.example.shop.order.ReceiptJob;
import dev.honker.hibernate.HonkerSession;
import org.hibernate.Session;

/** A receipt job, a stream event and a notification for each order: three rows of the order's own transaction. */
final class Announcements implements OrderListener {

    @Override
    public void orderWritten(Session session, Order order, Invoice invoice) {
        String country = invoice.billingAddress().map(Address::country).orElse("no country");
        String placed = new OrderPlaced(order.number(), order.invoiceId(), country, invoice.total()).toJson();
        HonkerSession honker = HonkerSession.of(session);
        honker.queue(ReceiptJob.QUEUE, ReceiptJob.class).enqueue(new ReceiptJob(order.number(), order.invoiceId()));
        honker.stream(OrderPlaced.TOPIC).publish(placed, String.valueOf(order.number()));
        honker.notify(OrderPlaced.TOPIC, placed);
    }

    /** A letter, as a call that the back office will run if this transaction commits. */
    @Override
    public void orderDeclined(Session session, DeclinedOrder declined) {
        Letters letters = HonkerSession.of(session).tasks().proxy(Letters.class);
        letters.cardDeclined(declined.orderNumber(), declined.reason());
    }
}
