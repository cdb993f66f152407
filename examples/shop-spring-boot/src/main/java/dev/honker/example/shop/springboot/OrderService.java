package dev.honker.example.shop.springboot;

import dev.honker.example.shop.order.Order;
import dev.honker.example.shop.order.OrderPlaced;
import dev.honker.example.shop.order.Orders;
import dev.honker.example.shop.order.PaymentDeclinedException;
import dev.honker.example.shop.order.Payments;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The use cases, a transaction each. */
@Service
class OrderService implements Orders {

    private final JdbcClient jdbc;
    private final Announcements announcements;
    private final Payments payments = Payments.EVERY_TENTH_DECLINED;

    OrderService(JdbcClient jdbc, Announcements announcements) {
        this.jdbc = jdbc;
        this.announcements = announcements;
    }

    @Override
    @Transactional
    public Order reorder(int oldInvoiceId) {
        OrderPlaced placed = write(oldInvoiceId);
        announcements.orderWritten(placed);
        // why so late: a declined card must take invoice, job, event and notification with it
        payments.charge(placed.order(), placed.total());
        return new Order(placed.order(), placed.invoice());
    }

    private OrderPlaced write(int oldInvoiceId) {
        int invoice = jdbc.sql("""
                        insert into Invoice(CustomerId, InvoiceDate, BillingAddress, BillingCity, BillingState,
                            BillingCountry, BillingPostalCode, Total)
                        select CustomerId, ?, Address, City, State, Country, PostalCode,
                            (select coalesce(round(sum(UnitPrice * Quantity), 2), 0) from InvoiceLine where InvoiceId = ?)
                        from Customer where CustomerId = (select CustomerId from Invoice where InvoiceId = ?)
                        returning InvoiceId""")
                .params(Instant.now().toString(), oldInvoiceId, oldInvoiceId)
                .query(Integer.class)
                .single();
        jdbc.sql("""
                        insert into InvoiceLine(InvoiceId, TrackId, UnitPrice, Quantity)
                        select ?, TrackId, UnitPrice, Quantity from InvoiceLine where InvoiceId = ? order by InvoiceLineId""").params(invoice, oldInvoiceId).update();
        return jdbc.sql("""
                        select ?, InvoiceId, coalesce(BillingCountry, 'no country') as Country, Total
                        from Invoice where InvoiceId = ?""")
                .params(oldInvoiceId, invoice)
                .query((row, number) ->
                        new OrderPlaced(row.getInt(1), row.getInt(2), row.getString(3), row.getBigDecimal(4)))
                .single();
    }

    @Override
    @Transactional
    public void recordDeclined(int orderNumber, PaymentDeclinedException reason) {
        jdbc.sql("insert into DeclinedOrder(OrderNumber, Reason) values (?, ?)")
                .params(orderNumber, reason.getMessage())
                .update();
        announcements.orderDeclined(orderNumber, reason.getMessage());
    }

    @Override
    @Transactional(readOnly = true)
    public List<Integer> invoiceIds() {
        return jdbc.sql("select InvoiceId from Invoice order by InvoiceId")
                .query(Integer.class)
                .list();
    }
}
