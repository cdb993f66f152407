package dev.honker.benchmarks.orm;

import dev.honker.Queue;
import dev.honker.benchmarks.harness.Sink;
import dev.honker.hibernate.HonkerSession;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;

/** Hibernate's session. */
final class HibernateTool implements Tool {

    private final SessionFactory sessions;

    HibernateTool(DataSource pool) {
        Configuration configuration = new Configuration();
        configuration.getProperties().put(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, pool);
        sessions = configuration.buildSessionFactory();
    }

    @Override
    public String name() {
        return "Hibernate";
    }

    @Override
    public void enqueue(int jobs) {
        sessions.inTransaction(session -> {
            Queue queue = HonkerSession.of(session).queue("mail");
            for (int i = 0; i < jobs; i++) {
                Sink.take(queue.enqueue(Payload.JSON));
            }
        });
    }

    @Override
    public void insert(int rows) {
        sessions.inTransaction(session -> {
            for (int i = 0; i < rows; i++) {
                insert(session);
            }
        });
    }

    private static void insert(Session session) {
        Sink.take(session.createNativeMutationQuery(
                        "INSERT INTO jobs(queue, payload, priority, max_attempts) VALUES (:queue, :payload, 0, 3)")
                .setParameter("queue", "mail")
                .setParameter("payload", Payload.JSON)
                .executeUpdate());
    }

    @Override
    public void close() {
        sessions.close();
    }
}
