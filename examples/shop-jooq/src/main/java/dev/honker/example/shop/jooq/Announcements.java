package dev.honker.example.shop.jooq;

import static dev.honker.jooq.HonkerDSL.notifyChannel;
import static dev.honker.jooq.HonkerDSL.payload;

import dev.honker.Transaction;
import dev.honker.example.shop.order.Letters;
import dev.honker.example.shop.order.OrderPlaced;
import dev.honker.example.shop.order.ReceiptJob;
import dev.honker.jooq.Honker;
import org.jooq.Configuration;

/** A receipt job, a stream event and a notification for each order: three rows of the order's own transaction. */
final class Announcements {

    private Announcements() {}

    static void orderPlaced(Configuration tx, OrderPlaced placed) {
        Transaction honker = Honker.of(tx);
        honker.queue(ReceiptJob.QUEUE, ReceiptJob.class).enqueue(new ReceiptJob(placed.order(), placed.invoice()));
        honker.stream(OrderPlaced.TOPIC).publish(placed.toJson(), String.valueOf(placed.order()));
        tx.dsl().fetchValue(notifyChannel(OrderPlaced.TOPIC, payload(placed)));
    }

    /** A letter, as a call that the back office will run if this transaction commits. */
    static void orderDeclined(Configuration tx, int order, String reason) {
        Honker.of(tx).tasks().proxy(Letters.class).cardDeclined(order, reason);
    }
}
