package dev.honker.example.shop.springboot;

import dev.honker.WorkerCounts;
import dev.honker.WorkerHandle;
import dev.honker.example.shop.order.Letters;
import dev.honker.example.shop.order.OpeningHours;
import dev.honker.example.shop.order.OrderPlaced;
import dev.honker.example.shop.order.ReceiptJob;
import dev.honker.example.shop.order.WallClock;
import dev.honker.spring.HonkerListener;
import dev.honker.spring.HonkerListeners;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** What the second JVM does; each method's writes and the end of its job or event are one transaction. */
@Component
@Profile("office")
class Office {

    private final OfficeRows rows;
    private final HonkerListeners listeners;
    private final AtomicInteger heard = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    Office(OfficeRows rows, HonkerListeners listeners) {
        this.rows = rows;
        this.listeners = listeners;
    }

    @HonkerListener(queue = ReceiptJob.QUEUE, id = "receipts", concurrency = "3", backoff = "1s", transactional = true)
    void writeReceipt(ReceiptJob job) {
        rows.addReceipt(job, WallClock.micros());
    }

    @HonkerListener(stream = OrderPlaced.TOPIC, consumer = "revenue-book", transactional = true)
    void enterRevenue(OrderPlaced placed) {
        rows.addRevenue(placed);
    }

    @HonkerListener(queue = Letters.QUEUE, backoff = "1s", transactional = true)
    void writeLetter(LetterJob job) {
        rows.addLetter(job);
    }

    @HonkerListener(channel = OrderPlaced.TOPIC)
    void hear(String json) {
        if (json.equals(OpeningHours.CLOSED)) {
            closed.countDown();
        } else {
            heard.incrementAndGet();
        }
    }

    /** Returns what was done when the shop has closed. */
    String workUntilClosed() throws InterruptedException {
        closed.await();
        WorkerHandle receipts = listeners.workers().get("receipts");
        listeners.stop("receipts");
        WorkerCounts jobs = receipts.counts();
        return "%s: %d receipts written, %d jobs retried, %d orders heard of"
                .formatted(receipts.workerId(), jobs.acked(), jobs.retried(), heard.get());
    }
}
