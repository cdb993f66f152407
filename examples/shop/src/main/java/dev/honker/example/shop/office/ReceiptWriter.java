package dev.honker.example.shop.office;

import dev.honker.TypedJob;
import dev.honker.TypedJobHandler;
import dev.honker.example.shop.order.ReceiptJob;
import dev.honker.example.shop.order.WallClock;
import dev.honker.example.shop.store.Invoice;
import dev.honker.example.shop.store.Receipt;
import org.hibernate.SessionFactory;

/** Writes a receipt and ends its job, in one transaction. Safe for use by several threads. */
final class ReceiptWriter implements TypedJobHandler<ReceiptJob> {

    private final SessionFactory sessions;

    ReceiptWriter(SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public void handle(TypedJob<ReceiptJob> job) {
        long awakeAt = WallClock.micros();
        int order = job.payload().order();
        sessions.inTransaction(session -> {
            Invoice invoice = session.find(Invoice.class, job.payload().invoice());
            String text = ReceiptText.of(order, invoice);
            session.persist(new Receipt(order, invoice, text, awakeAt, WallClock.micros()));
            if (!session.doReturningWork(job::ackIn)) {
                throw new IllegalStateException("job " + job.id() + " is no longer ours: another worker may have it");
            }
        });
    }
}
