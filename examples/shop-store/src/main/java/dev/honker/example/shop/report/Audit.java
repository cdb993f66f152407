package dev.honker.example.shop.report;

import dev.honker.Database;
import dev.honker.example.shop.office.SalesReports;
import dev.honker.example.shop.order.Letters;
import dev.honker.example.shop.order.OpeningHours;
import dev.honker.example.shop.order.OpeningHours.Opening;
import dev.honker.example.shop.order.OrderPlaced;
import dev.honker.example.shop.order.ReceiptJob;
import java.util.List;

/** What the database itself says about one run; money in cents. */
public record Audit(
        long committedOrders,
        long rolledBackOrders,
        long receipts,
        long ordersWithoutTheirReceipt,
        long receiptsOfRolledBackOrders,
        long events,
        long notifications,
        long jobsLeft,
        long revenue,
        long projectedOrders,
        long projectedRevenue,
        long letters,
        ReportAudit reports) {

    /** @param lastOldInvoice the highest invoice id before the run */
    public static Audit take(Database honker, int lastOldInvoice, Opening opening) {
        return new Audit(
                count(honker, "select count(*) from Invoice where InvoiceId > ?1", lastOldInvoice),
                count(honker, "select count(*) from DeclinedOrder"),
                count(honker, "select count(*) from Receipt"),
                count(honker, """
                        select count(*) from Invoice i left join Receipt r on r.InvoiceId = i.InvoiceId
                            left join Invoice old on old.InvoiceId = r.OrderNumber
                        where i.InvoiceId > ?1
                            and (r.ReceiptId is null or i.CustomerId <> old.CustomerId or round(i.Total, 2) <>
                                (select round(sum(UnitPrice * Quantity), 2) from InvoiceLine l
                                where l.InvoiceId = i.InvoiceId))""", lastOldInvoice),
                count(honker, "select count(*) from Receipt join DeclinedOrder using (OrderNumber)"),
                count(
                        honker,
                        "select count(*) from _honker_stream where topic = ?1 and offset > ?2",
                        OrderPlaced.TOPIC,
                        opening.offset()),
                count(
                        honker,
                        "select count(*) from _honker_notifications where channel = ?1 and id > ?2 and payload <> ?3",
                        OrderPlaced.TOPIC,
                        opening.notification(),
                        OpeningHours.CLOSED),
                // why only the dead reports: a second may have begun just before the workers ended
                count(
                        honker,
                        "select (select count(*) from _honker_live where queue in (?1, ?2))"
                                + " + (select count(*) from _honker_dead where queue in (?1, ?2, ?3))",
                        ReceiptJob.QUEUE,
                        Letters.QUEUE,
                        SalesReports.QUEUE),
                count(honker, "select " + cents("Total") + " from Invoice where InvoiceId > ?1", lastOldInvoice),
                count(honker, "select coalesce(sum(Orders), 0) from CountryRevenue"),
                count(honker, "select " + cents("Revenue") + " from CountryRevenue"),
                count(honker, "select count(*) from Letter join DeclinedOrder using (OrderNumber)"),
                ReportAudit.take(honker));
    }

    static String cents(String column) {
        return "cast(round(coalesce(sum(" + column + "), 0) * 100) as integer)";
    }

    /** The one number that a query gives. */
    public static long count(Database honker, String sql, Object... parameters) {
        return ((Number) honker.query(sql, List.of(parameters)).get(0).get(0)).longValue();
    }

    /** The promise: what belongs to an order exists if and only if the order committed. */
    public boolean promiseKept() {
        return everyCommittedOrderHasItsReceipt()
                && receiptsOfRolledBackOrders == 0
                && events == committedOrders
                && notifications == committedOrders
                && jobsLeft == 0
                && everyCommittedOrderIsProjectedOnce()
                && everyDeclinedOrderHasItsLetter()
                && reports.eachBoundaryOnce()
                && everyCommittedOrderIsReportedOnce();
    }

    public boolean everyCommittedOrderHasItsReceipt() {
        return receipts == committedOrders && ordersWithoutTheirReceipt == 0;
    }

    public boolean everyCommittedOrderIsProjectedOnce() {
        return projectedOrders == committedOrders && projectedRevenue == revenue;
    }

    public boolean everyDeclinedOrderHasItsLetter() {
        return letters == rolledBackOrders;
    }

    public boolean everyCommittedOrderIsReportedOnce() {
        return reports.orders() == committedOrders && reports.revenue() == revenue;
    }
}
