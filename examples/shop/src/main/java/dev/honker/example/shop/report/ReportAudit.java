package dev.honker.example.shop.report;

import org.hibernate.Session;

/**
 * What the sales reports of one run come to; money in cents.
 *
 * @param fired how many reports a boundary of the schedule has caused
 * @param boundaries how many different boundaries those are
 */
public record ReportAudit(long fired, long boundaries, long orders, long revenue) {

    static ReportAudit take(Session session) {
        return new ReportAudit(
                Audit.count(session, "select count(FiredAt) from SalesReport"),
                Audit.count(session, "select count(distinct FiredAt) from SalesReport"),
                Audit.count(session, "select sum(Orders) from SalesReport"),
                Audit.count(session, "select " + Audit.cents("Revenue") + " from SalesReport"));
    }

    public boolean eachBoundaryOnce() {
        return fired == boundaries;
    }
}
