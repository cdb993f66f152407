package dev.honker.example.shop.springboot;

import dev.honker.example.shop.order.Letters;
import dev.honker.example.shop.order.OrderPlaced;
import dev.honker.example.shop.order.ReceiptJob;
import dev.honker.spring.HonkerListener;
import dev.honker.spring.HonkerTemplate;
import org.springframework.stereotype.Component;

/** A receipt job, a stream event and a notification for each order: rows of the transaction that the caller has open. */
@Component
class Announcements {

    private final HonkerTemplate honker;
    private final LiveOrders live;

    Announcements(HonkerTemplate honker, LiveOrders live) {
        this.honker = honker;
        this.live = live;
    }

    void orderWritten(OrderPlaced placed) {
        honker.enqueue(ReceiptJob.QUEUE, new ReceiptJob(placed.order(), placed.invoice()));
        honker.publish(OrderPlaced.TOPIC, placed, String.valueOf(placed.order()));
        honker.notify(OrderPlaced.TOPIC, placed);
    }

    void orderDeclined(int order, String reason) {
        honker.enqueue(Letters.QUEUE, new LetterJob(order, reason));
    }

    /** Hears of the committed orders of all processes. */
    @HonkerListener(channel = OrderPlaced.TOPIC)
    void orderCommitted(String json) {
        live.tell(json);
    }
}
