package dev.honker.example.shop.report;

import dev.honker.Database;

/**
 * What the sales reports of one run come to; money in cents.
 *
 * @param fired how many reports a boundary of the schedule has caused
 * @param boundaries how many different boundaries those are
 */
public record ReportAudit(long fired, long boundaries, long orders, long revenue) {

    static ReportAudit take(Database honker) {
        return new ReportAudit(
                Audit.count(honker, "select count(FiredAt) from SalesReport"),
                Audit.count(honker, "select count(distinct FiredAt) from SalesReport"),
                Audit.count(honker, "select sum(Orders) from SalesReport"),
                Audit.count(honker, "select " + Audit.cents("Revenue") + " from SalesReport"));
    }

    public boolean eachBoundaryOnce() {
        return fired == boundaries;
    }
}
