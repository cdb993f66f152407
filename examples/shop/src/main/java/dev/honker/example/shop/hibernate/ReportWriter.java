package dev.honker.example.shop.hibernate;

import dev.honker.Job;
import dev.honker.example.shop.office.SalesReports;
import dev.honker.hibernate.HonkerSession;
import java.time.Instant;
import org.hibernate.SessionFactory;

/** Writes a sales report and ends its job, in one transaction. Safe for use by several threads. */
final class ReportWriter implements SalesReports {

    private final SessionFactory sessions;

    ReportWriter(SessionFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public void write(Job job) {
        Long firedAt = job.fireTime().map(Instant::getEpochSecond).orElse(null);
        sessions.inTransaction(session -> {
            session.createNativeMutationQuery(WRITE)
                    .setParameter(1, firedAt, Long.class)
                    .executeUpdate();
            job.ackInOrThrow(HonkerSession.of(session));
        });
    }
}
