package dev.honker.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.EnqueueOptions;
import dev.honker.HonkerException;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PostPersist;
import jakarta.transaction.Synchronization;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.Transaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is collected during a transaction and written before its commit. */
class OnCommitTest {

    record Paid(long order) {}

    private static final List<Runnable> AFTER_PERSIST = new ArrayList<>();

    @Entity(name = "Payment")
    static class Payment {
        @Id
        long id;

        Payment() {}

        Payment(long id) {
            this.id = id;
        }

        @PostPersist
        void persisted() {
            AFTER_PERSIST.forEach(Runnable::run);
        }
    }

    @TempDir
    Path folder;

    private Store store;

    @BeforeEach
    void open() {
        store = Store.open(folder.resolve("app.db"), Payment.class);
    }

    @AfterEach
    void close() {
        AFTER_PERSIST.clear();
        store.close();
    }

    @Test
    void nothingIsWrittenBeforeTheCommitAndEverythingByIt() throws Exception {
        store.inSession(session -> {
            HonkerSession honker = HonkerSession.of(session);
            honker.enqueueOnCommit("receipts", new Paid(1));
            honker.publishOnCommit("orders", "{\"n\":1}");
            HonkerSession.of(session).enqueueOnCommit("receipts", new Paid(2)); // another object, the same transaction
            honker.publishOnCommit("orders", new Paid(3), "key");
            honker.publishOnCommit("orders", "{\"n\":4}");
            honker.notifyOnCommit("orders", "{}");
            honker.enqueueOnCommit(
                    "receipts",
                    "{\"later\":1}",
                    EnqueueOptions.builder().priority(9).build());
            assertThat(honker.queue("receipts").size()).isZero();
            assertThat(honker.stream("orders").lastOffset()).isZero();
        });
        assertThat(store.jobs())
                .containsExactly("receipts {\"order\":1}", "receipts {\"order\":2}", "receipts {\"later\":1}");
        assertThat(store.rows("select priority from _honker_live order by id")).containsExactly("0", "0", "9");
        assertThat(store.events())
                .containsExactly("orders null {\"n\":1}", "orders key {\"order\":3}", "orders null {\"n\":4}");
        assertThat(store.notifications()).containsExactly("orders {}");
    }

    @Test
    void aRollbackDropsItAndTheNextTransactionOfTheSessionStartsEmpty() throws Exception {
        try (Session session = store.factory().openSession()) {
            HonkerSession honker = HonkerSession.of(session);
            Transaction transaction = session.beginTransaction();
            honker.enqueueOnCommit("receipts", "1");
            transaction.rollback();
            session.beginTransaction();
            honker.enqueueOnCommit("receipts", "2");
            session.getTransaction().commit();
            session.beginTransaction();
            session.getTransaction().commit();
        }
        assertThat(store.jobs()).containsExactly("receipts 2");
    }

    @Test
    void aTransactionThatIsMarkedForRollbackDropsIt() throws Exception {
        try (Session session = store.factory().openSession()) {
            Transaction transaction = session.beginTransaction();
            HonkerSession.of(session).enqueueOnCommit("receipts", "1");
            transaction.markRollbackOnly();
            transaction.rollback();
        }
        assertThat(store.jobs()).isEmpty();
    }

    @Test
    void statelessSessionsCollectToo() throws Exception {
        store.inStateless(session -> HonkerSession.of(session).enqueueOnCommit("receipts", new Paid(1)));
        assertThat(store.jobs()).containsExactly("receipts {\"order\":1}");
    }

    @Test
    void callbacksOfEntitiesInTheLastFlushMayAddToIt() throws Exception {
        store.inSession(session -> {
            AFTER_PERSIST.add(() -> HonkerSession.of(session).enqueueOnCommit("receipts", "\"late\""));
            session.persist(new Payment(1));
        });
        assertThat(store.jobs()).containsExactly("receipts \"late\"");
    }

    @Test
    void synchronizationsBehindItMayStillAddToIt() throws Exception {
        store.inSession(session -> {
            HonkerSession honker = HonkerSession.of(session);
            honker.enqueueOnCommit("receipts", "1");
            session.getTransaction().registerSynchronization(new Synchronization() {
                @Override
                public void beforeCompletion() {
                    honker.enqueueOnCommit("receipts", "2");
                }

                @Override
                public void afterCompletion(int status) {}
            });
        });
        assertThat(store.jobs()).containsExactly("receipts 1", "receipts 2");
    }

    @Test
    void ifItCanNotBeWrittenTheCommitFailsAndNothingIsThere() throws Exception {
        store.inSession(session -> HonkerSession.of(session).queue("first").enqueue("{}"));
        store.run("create trigger full before insert on _honker_live when new.queue = 'receipts'"
                + " begin select raise(abort, 'the queue is full'); end");
        assertThatThrownBy(() -> store.inSession(session -> {
                    session.persist(new Payment(1));
                    HonkerSession.of(session).enqueueOnCommit("receipts", "1");
                }))
                .hasStackTraceContaining("the queue is full");
        assertThat(store.jobs()).containsExactly("first {}");
        assertThat(store.rows("select id from Payment")).isEmpty();
    }

    @Test
    void whatHasNoJsonFormIsRefusedAtOnce() throws Exception {
        store.inSession(
                session -> assertThatThrownBy(() -> HonkerSession.of(session).enqueueOnCommit("receipts", new Object()))
                        .isInstanceOf(HonkerException.class)
                        .hasMessageContaining("queue 'receipts'"));
        assertThat(store.jobs()).isEmpty();
    }

    @Test
    void aSessionClosedInTheMiddleLeavesNothingToTheNextOne() throws Exception {
        Session session = store.factory().openSession();
        session.beginTransaction();
        HonkerSession.of(session).enqueueOnCommit("receipts", "1");
        session.getTransaction().rollback();
        session.close();
        store.inSession(next -> HonkerSession.of(next).enqueueOnCommit("receipts", "2"));
        assertThat(store.jobs()).containsExactly("receipts 2");
    }

    @Test
    void jobsOfEqualOptionsAndEventsWithoutAKeyAreOneBatch() {
        Pending job =
                new Pending.Job("q", "1", EnqueueOptions.builder().priority(1).build());
        assertThat(new Pending.Job(
                                "q", "2", EnqueueOptions.builder().priority(1).build())
                        .joins(job))
                .isTrue();
        assertThat(new Pending.Job("q", "2", EnqueueOptions.defaults()).joins(job))
                .isFalse();
        Pending event = new Pending.Event("s", "1", null);
        assertThat(new Pending.Event("s", "2", null).joins(event)).isTrue();
        assertThat(new Pending.Event("s", "2", "key").joins(event)).isFalse();
    }

    @Test
    void batchesOfOneQueueEndWhereTheOptionsDiffer() throws Exception {
        store.inSession(session -> {
            HonkerSession honker = HonkerSession.of(session);
            for (int i = 0; i < 4; i++) {
                honker.enqueueOnCommit(
                        "q",
                        String.valueOf(i),
                        EnqueueOptions.builder().priority(i / 2).build());
            }
        });
        assertThat(store.rows("select payload, priority from _honker_live order by id"))
                .containsExactly("0 0", "1 0", "2 1", "3 1");
    }

    @Test
    void aThousandJobsAreOneBatchInTheirOrder() throws Exception {
        store.inSession(session -> {
            HonkerSession honker = HonkerSession.of(session);
            for (int i = 0; i < 1_000; i++) {
                honker.enqueueOnCommit(i % 2 == 0 ? "even" : "odd", String.valueOf(i));
            }
        });
        assertThat(store.rows("select payload from _honker_live where queue = 'odd' order by id limit 3"))
                .containsExactly("1", "3", "5");
        assertThat(store.rows("select count(*) from _honker_live")).containsExactly("1000");
    }
}
