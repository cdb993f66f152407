package dev.honker.example.shop.report;

import dev.honker.example.shop.order.Announcements;
import dev.honker.example.shop.order.OpeningHours.Opening;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/** What the database itself says about one run. */
public record Audit(
        long committedOrders,
        long rolledBackOrders,
        long receipts,
        long ordersWithoutTheirReceipt,
        long receiptsOfRolledBackOrders,
        long events,
        long notifications,
        long jobsLeft) {

    /** @param lastOldInvoice the highest invoice id before the run */
    public static Audit take(SessionFactory sessions, int lastOldInvoice, Opening opening) {
        return sessions.fromTransaction(session -> new Audit(
                count(session, "select count(*) from Invoice where InvoiceId > ?1", lastOldInvoice),
                count(session, "select count(*) from DeclinedOrder"),
                count(session, "select count(*) from Receipt"),
                count(session, """
                        select count(*) from Invoice i left join Receipt r on r.InvoiceId = i.InvoiceId
                            left join Invoice old on old.InvoiceId = r.OrderNumber
                        where i.InvoiceId > ?1
                            and (r.ReceiptId is null or i.CustomerId <> old.CustomerId or round(i.Total, 2) <>
                                (select round(sum(UnitPrice * Quantity), 2) from InvoiceLine l
                                where l.InvoiceId = i.InvoiceId))""", lastOldInvoice),
                count(session, "select count(*) from Receipt join DeclinedOrder using (OrderNumber)"),
                count(
                        session,
                        "select count(*) from json_each(honker_stream_read_since(?1, ?2, ?3))",
                        Announcements.ORDERS,
                        opening.offset(),
                        Integer.MAX_VALUE),
                count(
                        session,
                        "select count(*) from _honker_notifications where channel = ?1 and id > ?2",
                        Announcements.ORDERS,
                        opening.notification()),
                count(session, """
                        select (select count(*) from _honker_live where queue = ?1)
                            + (select count(*) from _honker_dead where queue = ?1)""", Announcements.RECEIPTS_QUEUE)));
    }

    private static long count(Session session, String sql, Object... parameters) {
        var query = session.createNativeQuery(sql, Long.class);
        for (int i = 0; i < parameters.length; i++) {
            query.setParameter(i + 1, parameters[i]);
        }
        return query.getSingleResult();
    }

    /** The promise: what belongs to an order exists if and only if the order committed. */
    public boolean promiseKept() {
        return everyCommittedOrderHasItsReceipt()
                && receiptsOfRolledBackOrders == 0
                && events == committedOrders
                && notifications == committedOrders
                && jobsLeft == 0;
    }

    public boolean everyCommittedOrderHasItsReceipt() {
        return receipts == committedOrders && ordersWithoutTheirReceipt == 0;
    }
}
