package dev.honker.hibernate;

import static dev.honker.hibernate.Ledger.AFTER_PERSIST;
import static dev.honker.hibernate.Ledger.AFTER_UPDATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.EnqueueOptions;
import dev.honker.JobState;
import dev.honker.hibernate.Ledger.Account;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The columns of the views, and how they are asked for. */
class ViewContentsTest {

    @TempDir
    Path folder;

    private Store store;

    @BeforeEach
    void open() {
        store = Store.open(folder.resolve("app.db"), Ledger.ENTITIES);
    }

    @AfterEach
    void close() {
        AFTER_PERSIST.clear();
        AFTER_UPDATE.clear();
        store.close();
    }

    @Test
    void refreshReadsAViewAnew() throws Exception {
        store.inSession(session -> {
            HonkerSession honker = HonkerSession.of(session);
            honker.queue("q").enqueue("1");
            JobView job =
                    session.createSelectionQuery("from JobView", JobView.class).getSingleResult();
            honker.queue("q").claimOne("w").orElseThrow();
            session.refresh(job);
            assertThat(job.state()).isEqualTo(JobState.PROCESSING);
            assertThat(job.workerId()).contains("w");
        });
    }

    @Test
    void dueJobsAreFoundByTheDatabasesClock() throws Exception {
        store.inSession(session -> {
            HonkerSession honker = HonkerSession.of(session);
            honker.queue("q").enqueue("\"now\"");
            honker.queue("q")
                    .enqueue(
                            "\"later\"",
                            EnqueueOptions.builder().delay(Duration.ofHours(1)).build());
            assertThat(session.createSelectionQuery("select j.payload from JobView j where j.due", String.class)
                            .getResultList())
                    .containsExactly("\"now\"");
            assertThat(session.createSelectionQuery("select j.payload from JobView j where not j.due", String.class)
                            .getResultList())
                    .containsExactly("\"later\"");
        });
    }

    @Test
    void aTransactionThatMayNotWriteNeedsTheTablesToBeThere() throws Exception {
        assertThatThrownBy(this::jobsOfAReadOnlyTransaction).hasStackTraceContaining("no such table");
        store.inSession(session -> HonkerSession.of(session).query("select honker_bootstrap()"));
        assertThat(jobsOfAReadOnlyTransaction()).isEmpty();
    }

    private List<JobView> jobsOfAReadOnlyTransaction() {
        try (Session session = store.factory().openSession()) {
            session.doWork(connection -> connection.setReadOnly(true));
            session.beginTransaction();
            List<JobView> jobs =
                    session.createSelectionQuery("from JobView", JobView.class).getResultList();
            session.getTransaction().commit();
            return jobs;
        }
    }

    @Test
    void viewsWorkWithQuotedIdentifiers() throws Exception {
        try (Store quoted = Store.open(
                folder.resolve("quoted.db"),
                Map.of("hibernate.hbm2ddl.auto", "update", "hibernate.globally_quoted_identifiers", "true"))) {
            quoted.inSession(session -> {
                HonkerSession.of(session).queue("q").enqueue("1");
                HonkerSession.of(session).stream("s").publish("1", "k");
                assertThat(session.createSelectionQuery("from JobView j where j.queue = 'q'", JobView.class)
                                .getResultList())
                        .hasSize(1);
                assertThat(session.createSelectionQuery("select e.key from StreamEventView e", String.class)
                                .getResultList())
                        .containsExactly("k");
            });
        }
    }

    @Test
    void anHqlInsertSelectMayCallAFunction() throws Exception {
        store.inSession(session -> session.persist(new Account(1)));
        store.inSession(session -> assertThat(session.createMutationQuery(
                                "insert into Country(id, name) select a.id, cast(notify('c', cast(a.id as string)) as string) from Account a")
                        .executeUpdate())
                .isOne());
        assertThat(store.notifications()).containsExactly("c 1");
        assertThat(store.rows("select name from Country")).containsExactly("1");
    }

    @Test
    void eachColumnOfAJobIsTheTables() throws Exception {
        store.inSession(session -> {
            HonkerSession.of(session).queue("q").enqueue("{\"n\":1}");
            HonkerSession.of(session)
                    .execute("update _honker_live set priority = 2, run_at = 3, worker_id = 'w',"
                            + " claim_expires_at = 4, attempts = 5, max_attempts = 6, created_at = 7, expires_at = 8,"
                            + " state = 'processing'");
        });
        store.inSession(session -> {
            JobView job =
                    session.createSelectionQuery("from JobView", JobView.class).getSingleResult();
            assertThat(List.of(job.id(), job.queue(), job.payload(), job.state(), job.priority()))
                    .isEqualTo(List.of(1L, "q", "{\"n\":1}", JobState.PROCESSING, 2));
            assertThat(job.runAt()).isEqualTo(Instant.ofEpochSecond(3));
            assertThat(job.workerId()).contains("w");
            assertThat(job.claimExpiresAt()).contains(Instant.ofEpochSecond(4));
            assertThat(job.attempts()).isEqualTo(5);
            assertThat(job.maxAttempts()).isEqualTo(6);
            assertThat(job.createdAt()).isEqualTo(Instant.ofEpochSecond(7));
            assertThat(job.expiresAt()).contains(Instant.ofEpochSecond(8));
            assertThat(job.due()).isTrue();
        });
    }

    @Test
    void eachColumnOfADeadLetterIsTheTables() throws Exception {
        store.inSession(session -> {
            HonkerSession.of(session).queue("q").enqueue("{\"n\":1}");
            HonkerSession.of(session).queue("q").claimOne("w").orElseThrow().fail("broken");
            HonkerSession.of(session)
                    .execute("update _honker_dead set priority = 2, run_at = 3, attempts = 5,"
                            + " max_attempts = 6, created_at = 7, died_at = 8");
        });
        store.inSession(session -> {
            DeadLetterView letter = session.createSelectionQuery("from DeadLetterView", DeadLetterView.class)
                    .getSingleResult();
            assertThat(List.of(letter.id(), letter.queue(), letter.payload(), letter.priority()))
                    .isEqualTo(List.of(1L, "q", "{\"n\":1}", 2));
            assertThat(letter.runAt()).isEqualTo(Instant.ofEpochSecond(3));
            assertThat(letter.attempts()).isEqualTo(5);
            assertThat(letter.maxAttempts()).isEqualTo(6);
            assertThat(letter.lastError()).contains("broken");
            assertThat(letter.createdAt()).isEqualTo(Instant.ofEpochSecond(7));
            assertThat(letter.diedAt()).isEqualTo(Instant.ofEpochSecond(8));
        });
    }

    @Test
    void eachColumnOfAnEventIsTheTables() throws Exception {
        store.inSession(session -> {
            HonkerSession.of(session).stream("orders").publish("{\"n\":3}", "key");
            HonkerSession.of(session).execute("update _honker_stream set created_at = 7");
        });
        store.inSession(session -> {
            StreamEventView event = session.createSelectionQuery("from StreamEventView", StreamEventView.class)
                    .getSingleResult();
            assertThat(List.of(event.offset(), event.topic(), event.payload()))
                    .isEqualTo(List.of(1L, "orders", "{\"n\":3}"));
            assertThat(event.key()).contains("key");
            assertThat(event.createdAt()).isEqualTo(Instant.ofEpochSecond(7));
        });
    }
}
