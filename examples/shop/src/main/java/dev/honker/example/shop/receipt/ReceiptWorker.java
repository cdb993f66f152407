package dev.honker.example.shop.receipt;

import dev.honker.UpdateEvents;
import dev.honker.example.shop.order.OpeningHours;
import dev.honker.example.shop.order.WallClock;
import dev.honker.example.shop.store.Invoice;
import dev.honker.example.shop.store.Receipt;
import java.time.Duration;
import java.util.List;
import org.hibernate.SessionFactory;

/** Writes receipts until the shop has closed and no job is left. For one thread. */
final class ReceiptWorker {

    /** A job that is retried becomes due without any commit: that often the queue is read unasked. */
    private static final Duration LOOK_ANYWAY = Duration.ofSeconds(1);

    private final SessionFactory sessions;
    private final ReceiptJobs jobs;
    private final OpeningHours hours;
    private int written;
    private int retried;

    ReceiptWorker(SessionFactory sessions, ReceiptJobs jobs, OpeningHours hours) {
        this.sessions = sessions;
        this.jobs = jobs;
        this.hours = hours;
    }

    /** @param events subscribed before the first claim, so that no commit falls between looking and waiting */
    void run(UpdateEvents events, long openingOffset) {
        writeAll();
        while (!hours.closedSince(openingOffset)) {
            events.awaitUpdate(LOOK_ANYWAY);
            writeAll();
        }
        // why once more: orders may have come between the last look and the closing
        writeAll();
    }

    private void writeAll() {
        long awakeAt = WallClock.micros();
        for (List<ReceiptJob> claimed = jobs.claim(); !claimed.isEmpty(); claimed = jobs.claim()) {
            long claimedAt = WallClock.micros();
            for (ReceiptJob job : claimed) {
                writeOrRetry(job, awakeAt, claimedAt);
            }
            awakeAt = WallClock.micros();
        }
    }

    private void writeOrRetry(ReceiptJob job, long awakeAt, long claimedAt) {
        try {
            sessions.inTransaction(session -> {
                Invoice invoice = session.find(Invoice.class, job.invoiceId());
                String text = ReceiptText.of(job.orderNumber(), invoice);
                session.persist(new Receipt(job.orderNumber(), invoice, text, awakeAt, claimedAt));
                jobs.acknowledge(session, job);
            });
            written++;
        } catch (RuntimeException e) {
            jobs.retryLater(job, e);
            retried++;
        }
    }

    int written() {
        return written;
    }

    int retried() {
        return retried;
    }
}
