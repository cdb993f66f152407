package dev.honker.example.shop.receipt;

import dev.honker.example.shop.order.Announcements;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/** The queue of receipt jobs, by SQL. */
final class ReceiptJobs {

    private static final int BATCH = 16;
    /** How long a claim holds: far longer than a receipt takes, short enough to wait for after a crash. */
    private static final int VISIBILITY_TIMEOUT_SECONDS = 60;

    private static final int RETRY_DELAY_SECONDS = 1;

    private final SessionFactory sessions;
    private final String worker;

    ReceiptJobs(SessionFactory sessions, String worker) {
        this.sessions = sessions;
        this.worker = worker;
    }

    List<ReceiptJob> claim() {
        return sessions.fromTransaction(session -> {
            String claimed = session.createNativeQuery(
                            "select honker_claim_batch(:queue, :worker, :batch, :timeout)", String.class)
                    .setParameter("queue", Announcements.RECEIPTS_QUEUE)
                    .setParameter("worker", worker)
                    .setParameter("batch", BATCH)
                    .setParameter("timeout", VISIBILITY_TIMEOUT_SECONDS)
                    .getSingleResult();
            return claimed.equals("[]") ? List.of() : read(session, claimed);
        });
    }

    private static List<ReceiptJob> read(Session session, String claimed) {
        return session.createNativeQuery("""
                        select value ->> 'id', value ->> 'payload' ->> 'order', value ->> 'payload' ->> 'invoice'
                        from json_each(:claimed) order by 1""", Object[].class)
                .setParameter("claimed", claimed)
                .getResultStream()
                .map(row -> new ReceiptJob(
                        number(row[0]).longValue(),
                        number(row[1]).intValue(),
                        number(row[2]).intValue()))
                .toList();
    }

    private static Number number(Object column) {
        return (Number) column;
    }

    /** In the caller's transaction, so that the receipt and the end of its job are one. */
    void acknowledge(Session session, ReceiptJob job) {
        long acknowledged = session.createNativeQuery("select honker_ack(:job, :worker)", Long.class)
                .setParameter("job", job.id())
                .setParameter("worker", worker)
                .getSingleResult();
        if (acknowledged == 0) {
            throw new IllegalStateException("The claim of job " + job.id() + " lapsed after "
                    + VISIBILITY_TIMEOUT_SECONDS + " s: another worker may have it now");
        }
    }

    void retryLater(ReceiptJob job, RuntimeException reason) {
        sessions.inTransaction(
                session -> session.createNativeQuery("select honker_retry(:job, :worker, :delay, :error)", Long.class)
                        .setParameter("job", job.id())
                        .setParameter("worker", worker)
                        .setParameter("delay", RETRY_DELAY_SECONDS)
                        .setParameter("error", reason.toString())
                        .getSingleResult());
    }
}
