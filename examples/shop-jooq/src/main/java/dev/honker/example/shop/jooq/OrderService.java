package dev.honker.example.shop.jooq;

import static dev.honker.example.shop.jooq.Chinook.*;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.round;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import dev.honker.example.shop.order.Order;
import dev.honker.example.shop.order.OrderPlaced;
import dev.honker.example.shop.order.Orders;
import dev.honker.example.shop.order.PaymentDeclinedException;
import dev.honker.example.shop.order.Payments;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;

/** The use cases, a transaction of jOOQ each. Safe for use by several threads. */
final class OrderService implements Orders {

    private final DSLContext ctx;
    private final Payments payments;
    private final Clock clock;

    OrderService(DSLContext ctx, Payments payments, Clock clock) {
        this.ctx = ctx;
        this.payments = payments;
        this.clock = clock;
    }

    @Override
    public Order reorder(int oldInvoiceId) {
        return ctx.transactionResult(tx -> {
            Record invoice = sameAgain(tx.dsl(), oldInvoiceId);
            Order order = new Order(oldInvoiceId, invoice.get(INVOICE_ID));
            String country = Optional.ofNullable(invoice.get(BILLING_COUNTRY)).orElse("no country");
            BigDecimal total = invoice.get(TOTAL);
            Announcements.orderPlaced(tx, new OrderPlaced(order.number(), order.invoiceId(), country, total));
            // why so late: a declined card must take invoice, job, event and notification with it
            payments.charge(order.number(), total);
            return order;
        });
    }

    private Record sameAgain(DSLContext tx, int oldInvoiceId) {
        Field<BigDecimal> total =
                field(select(round(sum(UNIT_PRICE.mul(QUANTITY)), 2)).from(LINE).where(LINE_INVOICE.eq(oldInvoiceId)));
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        Record invoice = tx.insertInto(
                        INVOICE,
                        INVOICE_CUSTOMER,
                        INVOICE_DATE,
                        BILLING_ADDRESS,
                        BILLING_CITY,
                        BILLING_STATE,
                        BILLING_COUNTRY,
                        BILLING_POSTAL_CODE,
                        TOTAL)
                .select(select(
                                CUSTOMER_ID,
                                val(now),
                                customers("Address"),
                                customers("City"),
                                customers("State"),
                                customers("Country"),
                                customers("PostalCode"),
                                total)
                        .from(INVOICE)
                        .join(CUSTOMER)
                        .on(INVOICE_CUSTOMER.eq(CUSTOMER_ID))
                        .where(INVOICE_ID.eq(oldInvoiceId)))
                .returning(INVOICE_ID, BILLING_COUNTRY, TOTAL)
                .fetchSingle();
        tx.insertInto(LINE, LINE_INVOICE, LINE_TRACK, UNIT_PRICE, QUANTITY)
                .select(select(val(invoice.get(INVOICE_ID)), LINE_TRACK, UNIT_PRICE, QUANTITY)
                        .from(LINE)
                        .where(LINE_INVOICE.eq(oldInvoiceId))
                        .orderBy(LINE_ID))
                .execute();
        return invoice;
    }

    private static Field<String> customers(String column) {
        return field(name("Customer", column), String.class);
    }

    @Override
    public void recordDeclined(int orderNumber, PaymentDeclinedException reason) {
        ctx.transaction((Configuration tx) -> {
            tx.dsl()
                    .insertInto(
                            table(name("DeclinedOrder")),
                            field(name("OrderNumber"), Integer.class),
                            field(name("Reason"), String.class))
                    .values(orderNumber, reason.getMessage())
                    .execute();
            Announcements.orderDeclined(tx, orderNumber, reason.getMessage());
        });
    }

    @Override
    public List<Integer> invoiceIds() {
        return ctx.select(INVOICE_ID).from(INVOICE).orderBy(INVOICE_ID).fetch(INVOICE_ID);
    }
}
