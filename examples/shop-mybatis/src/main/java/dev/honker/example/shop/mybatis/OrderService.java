package dev.honker.example.shop.mybatis;

import dev.honker.example.shop.order.Order;
import dev.honker.example.shop.order.OrderPlaced;
import dev.honker.example.shop.order.Orders;
import dev.honker.example.shop.order.PaymentDeclinedException;
import dev.honker.example.shop.order.Payments;
import java.time.Clock;
import java.util.List;

/** The use cases, a transaction of a session each. Safe for use by several threads. */
final class OrderService implements Orders {

    private final Transactions transactions;
    private final Payments payments;
    private final Clock clock;

    OrderService(Transactions transactions, Payments payments, Clock clock) {
        this.transactions = transactions;
        this.payments = payments;
        this.clock = clock;
    }

    @Override
    public Order reorder(int oldInvoiceId) {
        return transactions.call(session -> {
            OrderMapper orders = session.getMapper(OrderMapper.class);
            NewInvoice invoice = new NewInvoice(oldInvoiceId, clock.instant());
            orders.insert(invoice);
            orders.insertLines(invoice);
            InvoiceHead head = orders.head(invoice.id());
            Announcements.orderPlaced(
                    session, new OrderPlaced(oldInvoiceId, invoice.id(), head.country(), head.total()));
            // why so late: a declined card must take invoice, job, event and notification with it
            payments.charge(oldInvoiceId, head.total());
            return new Order(oldInvoiceId, invoice.id());
        });
    }

    @Override
    public void recordDeclined(int orderNumber, PaymentDeclinedException reason) {
        transactions.run(session -> {
            session.getMapper(OrderMapper.class).insertDeclined(orderNumber, reason.getMessage());
            Announcements.orderDeclined(session, orderNumber, reason.getMessage());
        });
    }

    @Override
    public List<Integer> invoiceIds() {
        return transactions.call(session -> session.getMapper(OrderMapper.class).invoiceIds());
    }
}
