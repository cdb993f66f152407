package dev.honker.example.shop.hibernate;

import dev.honker.example.shop.hibernate.entity.DeclinedOrder;
import dev.honker.example.shop.hibernate.entity.Invoice;
import dev.honker.example.shop.hibernate.entity.InvoiceLine;
import dev.honker.example.shop.order.Order;
import dev.honker.example.shop.order.Orders;
import dev.honker.example.shop.order.PaymentDeclinedException;
import dev.honker.example.shop.order.Payments;
import java.time.Clock;
import java.util.List;
import org.hibernate.SessionFactory;

/** The use cases, a transaction of a session each. Safe for use by several threads. */
final class OrderService implements Orders {

    private final SessionFactory sessions;
    private final OrderListener listener;
    private final Payments payments;
    private final Clock clock;

    OrderService(SessionFactory sessions, OrderListener listener, Payments payments, Clock clock) {
        this.sessions = sessions;
        this.listener = listener;
        this.payments = payments;
        this.clock = clock;
    }

    @Override
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

    @Override
    public void recordDeclined(int orderNumber, PaymentDeclinedException reason) {
        sessions.inTransaction(session -> {
            DeclinedOrder declined = new DeclinedOrder(orderNumber, reason.getMessage());
            session.persist(declined);
            listener.orderDeclined(session, declined);
        });
    }

    @Override
    public List<Integer> invoiceIds() {
        return sessions.fromTransaction(
                session -> session.createSelectionQuery("select i.id from Invoice i order by i.id", Integer.class)
                        .getResultList());
    }
}
