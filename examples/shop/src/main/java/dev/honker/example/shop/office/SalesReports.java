package dev.honker.example.shop.office;

import dev.honker.Job;
import dev.honker.PeriodicTask;
import dev.honker.Task;
import java.time.Instant;
import org.hibernate.SessionFactory;

/**
 * What was sold since the last report, each second. Several processes may run it: one of them leads, and any of them writes the
 * report. Safe for use by several threads.
 */
public class SalesReports {

    /** The queue of its jobs. */
    public static final String QUEUE = "reports";

    // why by invoice id: SQLite has one writer at a time, so ids follow the commits, which dates don't
    private static final String WRITE = """
            insert into SalesReport(FiredAt, LastInvoice, Orders, Revenue)
            select :firedAt, coalesce(max(i.InvoiceId), last.LastInvoice), count(i.InvoiceId), coalesce(sum(i.Total), 0)
            from (select max(LastInvoice) as LastInvoice from SalesReport) last
                left join Invoice i on i.InvoiceId > last.LastInvoice""";

    private final SessionFactory sessions;

    public SalesReports(SessionFactory sessions) {
        this.sessions = sessions;
    }

    @PeriodicTask("* * * * * *")
    @Task(queue = QUEUE, retryDelay = "1s", storeResult = false)
    public void write(Job job) {
        Long firedAt = job.fireTime().map(Instant::getEpochSecond).orElse(null);
        sessions.inTransaction(session -> {
            session.createNativeMutationQuery(WRITE)
                    .setParameter("firedAt", firedAt, Long.class)
                    .executeUpdate();
            if (!session.doReturningWork(job::ackIn)) {
                throw new IllegalStateException("job " + job.id() + " is no longer ours: another worker may have it");
            }
        });
    }
}
