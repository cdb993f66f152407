package dev.honker.example.shop.mybatis;

import dev.honker.Transaction;
import dev.honker.example.shop.order.Letters;
import dev.honker.example.shop.order.OrderPlaced;
import dev.honker.example.shop.order.ReceiptJob;
import dev.honker.mybatis.HonkerMapper;
import dev.honker.mybatis.HonkerSession;
import org.apache.ibatis.session.SqlSession;

/** What is told of an order: rows of the transaction that the session has open. */
final class Announcements {

    private Announcements() {}

    /** A receipt job, a stream event and a notification. */
    static void orderPlaced(SqlSession session, OrderPlaced placed) {
        Transaction honker = HonkerSession.of(session);
        honker.queue(ReceiptJob.QUEUE, ReceiptJob.class).enqueue(new ReceiptJob(placed.order(), placed.invoice()));
        honker.stream(OrderPlaced.TOPIC).publish(placed.toJson(), String.valueOf(placed.order()));
        session.getMapper(HonkerMapper.class).notify(OrderPlaced.TOPIC, placed.toJson());
    }

    /** A letter, as a call that the back office will run if this transaction commits. */
    static void orderDeclined(SqlSession session, int order, String reason) {
        HonkerSession.of(session).tasks().proxy(Letters.class).cardDeclined(order, reason);
    }
}
