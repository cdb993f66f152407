package dev.honker.example.shop.office;

import dev.honker.Job;
import dev.honker.PeriodicTask;
import dev.honker.Task;

/**
 * What was sold since the last report, each second. Several processes may run it: one of them leads, and any of them writes the
 * report.
 */
public interface SalesReports {

    /** The queue of its jobs. */
    String QUEUE = "reports";

    // why by invoice id: SQLite has one writer at a time, so ids follow the commits, which dates don't
    /** Writes a report; its one parameter is the second that fired, in epoch seconds, or null. */
    String WRITE = """
            insert into SalesReport(FiredAt, LastInvoice, Orders, Revenue)
            select ?, coalesce(max(i.InvoiceId), last.LastInvoice), count(i.InvoiceId), coalesce(sum(i.Total), 0)
            from (select max(LastInvoice) as LastInvoice from SalesReport) last
                left join Invoice i on i.InvoiceId > last.LastInvoice""";

    /** Writes the report of the second that caused the job, and ends the job with it. */
    @PeriodicTask("* * * * * *")
    @Task(queue = QUEUE, retryDelay = "1s", storeResult = false)
    void write(Job job);
}
