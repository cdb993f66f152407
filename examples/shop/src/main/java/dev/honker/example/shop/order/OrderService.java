package dev.honker.example.shop.order;

import dev.honker.example.shop.store.DeclinedOrder;
import dev.honker.example.shop.store.Invoice;
import dev.honker.example.shop.store.InvoiceLine;
import java.time.Clock;
import java.util.List;
import org.hibernate.SessionFactory;

/** The shop's use cases, one transaction each. Safe for use by several threads. */
public final class OrderService {

    private final SessionFactory sessions;
    private final OrderListener listener;
    private final Payments payments;
    private final Clock clock;

    public OrderService(SessionFactory sessions, OrderListener listener, Payments payments, Clock clock) {
        this.sessions = sessions;
        this.listener = listener;
        this.payments = payments;
        this.clock = clock;
    }

    /**
     * Orders once more what an old invoice lists; the old invoice's id becomes the order's number.
     *
     * @throws PaymentDeclinedException if the customer cannot pay; then nothing of the order remains
     */
    public Order reorder(int oldInvoiceId) {
        return sessions.fromTransaction(session -> {
            Invoice invoice = sameAgain(session.find(Invoice.class, oldInvoiceId));
            session.persist(invoice);
            Order order = new Order(oldInvoiceId, invoice.id());
            listener.orderWritten(session, order, invoice);
            // why so late: a declined card must take invoice, job, event and notification with it
            payments.charge(order.number(), invoice.total());
            return order;
        });
    }

    private Invoice sameAgain(Invoice old) {
        Invoice invoice = new Invoice(old.customer(), clock.instant());
        for (InvoiceLine line : old.lines()) {
            invoice.add(line.track(), line.unitPrice(), line.quantity());
        }
        return invoice;
    }

    public void recordDeclined(int orderNumber, PaymentDeclinedException reason) {
        sessions.inTransaction(session -> {
            DeclinedOrder declined = new DeclinedOrder(orderNumber, reason.getMessage());
            session.persist(declined);
            listener.orderDeclined(session, declined);
        });
    }

    public List<Integer> invoiceIds() {
        return sessions.fromTransaction(
                session -> session.createSelectionQuery("select i.id from Invoice i order by i.id", Integer.class)
                        .getResultList());
    }
}
