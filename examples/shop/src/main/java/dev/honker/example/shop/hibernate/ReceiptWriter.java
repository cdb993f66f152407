package dev.honker.example.shop.hibernate;

import dev.honker.TypedJob;
import dev.honker.TypedJobHandler;
import dev.honker.example.shop.hibernate.entity.Address;
import dev.honker.example.shop.hibernate.entity.Invoice;
import dev.honker.example.shop.hibernate.entity.InvoiceLine;
import dev.honker.example.shop.hibernate.entity.Receipt;
import dev.honker.example.shop.office.ReceiptText;
import dev.honker.example.shop.order.ReceiptJob;
import dev.honker.example.shop.order.WallClock;
import dev.honker.hibernate.HonkerSession;
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
            session.persist(new Receipt(order, invoice, textOf(order, invoice), awakeAt, WallClock.micros()));
            job.ackInOrThrow(HonkerSession.of(session));
        });
    }

    /** Needs the invoice's session: customer, lines and tracks are loaded as they are named. */
    private static String textOf(int order, Invoice invoice) {
        String country = invoice.billingAddress().map(Address::country).orElse("no country");
        ReceiptText text = new ReceiptText(order, invoice.customer().name(), country);
        for (InvoiceLine line : invoice.lines()) {
            text.line(line.quantity(), line.track().name(), line.track().album().map(album -> album.artist()
                    .name()));
        }
        return text.total(invoice.total());
    }
}
