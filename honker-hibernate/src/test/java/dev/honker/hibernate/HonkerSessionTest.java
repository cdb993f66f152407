package dev.honker.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.Honker;
import dev.honker.HonkerException;
import dev.honker.HonkerInvalidOptionException;
import dev.honker.HonkerSqlException;
import dev.honker.Queue;
import dev.honker.TypedQueue;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.Id;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.Transaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The typed API in the transactions of sessions, stateless sessions and entity managers. */
class HonkerSessionTest {

    record Receipt(long order, Instant printed) {}

    @Entity(name = "Customer")
    static class Customer {
        @Id
        long id;

        String name = "";

        Customer() {}

        Customer(long id) {
            this.id = id;
        }
    }

    @TempDir
    Path folder;

    private Store store;

    @BeforeEach
    void open() {
        store = Store.open(folder.resolve("app.db"), Customer.class);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whatASessionDoesIsCommittedWithItsEntities() throws Exception {
        store.inSession(session -> {
            HonkerSession honker = HonkerSession.of(session);
            session.persist(new Customer(1));
            honker.queue("receipts").enqueue("{}");
            honker.queue("receipts").enqueueAll(List.of("1", "2"));
            honker.stream("orders").publish("{}", "k");
            honker.notify("orders", "{}");
            assertThat(honker.tryRateLimit("letters", 1, Duration.ofDays(1))).isTrue();
            assertThat(store.jobs()).isEmpty();
        });
        assertThat(store.rows("select id from Customer")).containsExactly("1");
        assertThat(store.jobs()).containsExactly("receipts {}", "receipts 1", "receipts 2");
        assertThat(store.events()).containsExactly("orders k {}");
        assertThat(store.notifications()).containsExactly("orders {}");
    }

    @Test
    void whatASessionDoesIsRolledBackWithItsEntities() throws Exception {
        try (Session session = store.factory().openSession()) {
            Transaction transaction = session.beginTransaction();
            session.persist(new Customer(1));
            HonkerSession.of(session).queue("receipts").enqueue("{}");
            session.flush();
            transaction.rollback();
        }
        assertThatThrownBy(() -> store.inSession(session -> {
                    HonkerSession.of(session).queue("receipts").enqueue("{}");
                    throw new IOException("declined");
                }))
                .hasMessage("declined");
        assertThat(store.rows("select id from Customer")).isEmpty();
        assertThat(store.jobs()).isEmpty();
    }

    @Test
    void aSessionThatIsClosedInTheMiddleOfATransactionLeavesNothing() throws Exception {
        try (Session session = store.factory().openSession()) {
            session.beginTransaction();
            HonkerSession.of(session).queue("receipts").enqueue("{}"); // the only work, and the pool doesn't see it
        }
        assertThat(store.jobs()).isEmpty();
    }

    @Test
    void statelessSessionsAndEntityManagersCommitAndRollBackLikewise() throws Exception {
        store.inStateless(session -> {
            session.insert(new Customer(1));
            HonkerSession.of(session).queue("stateless").enqueue("{}");
        });
        try (StatelessSession session = store.factory().openStatelessSession()) {
            Transaction transaction = session.beginTransaction();
            session.insert(new Customer(2));
            HonkerSession.of(session).queue("stateless").enqueue("{}");
            transaction.rollback();
        }
        try (EntityManager entities = store.factory().createEntityManager()) {
            EntityTransaction transaction = entities.getTransaction();
            transaction.begin();
            HonkerSession honker = HonkerSession.of(entities);
            honker.queue("managed").enqueue("{}");
            transaction.commit();
            transaction.begin();
            honker.queue("managed").enqueue("{}"); // the same object, in the next transaction
            transaction.rollback();
        }
        assertThat(store.rows("select id from Customer")).containsExactly("1");
        assertThat(store.jobs()).containsExactly("stateless {}", "managed {}");
    }

    @Test
    void typedQueuesEncodeAndDecodeByJackson() throws Exception {
        Receipt receipt = new Receipt(7, Instant.parse("2026-01-02T03:04:05Z"));
        store.inSession(session ->
                HonkerSession.of(session).queue("receipts", Receipt.class).enqueue(receipt));
        assertThat(store.jobs()).containsExactly("receipts {\"order\":7,\"printed\":\"2026-01-02T03:04:05Z\"}");
        store.inSession(session -> {
            TypedQueue<Receipt> receipts = HonkerSession.of(session).queue("receipts", Receipt.class);
            assertThat(receipts.claimOne("w").orElseThrow().payload()).isEqualTo(receipt);
        });
    }

    @Test
    void aHandleOfADatabaseJoinsByTheSession() throws Exception {
        try (var db = Honker.of(store.pool())) {
            Queue receipts = db.queue("receipts");
            try (Session session = store.factory().openSession()) {
                Transaction transaction = session.beginTransaction();
                receipts.enqueue(HonkerSession.of(session), "{}");
                transaction.rollback();
            }
            assertThat(receipts.size()).isZero();
            store.inSession(session -> receipts.enqueue(HonkerSession.of(session), "{}"));
            assertThat(receipts.size()).isOne();
        }
    }

    @Test
    void outsideATransactionEverythingIsRefused() throws Exception {
        try (Session session = store.factory().openSession();
                StatelessSession stateless = store.factory().openStatelessSession()) {
            for (HonkerSession honker : List.of(HonkerSession.of(session), HonkerSession.of(stateless))) {
                assertThatThrownBy(() -> honker.queue("receipts").enqueue("{}"))
                        .isInstanceOf(HonkerException.class)
                        .hasMessageContaining("begin one first");
                assertThatThrownBy(() -> honker.enqueueOnCommit("receipts", "{}"))
                        .isInstanceOf(HonkerException.class)
                        .hasMessageContaining("begin one first");
            }
        }
        assertThat(store.jobs()).isEmpty();
    }

    @Test
    void theDefaultFlushesNothingAndTheOtherRuleFlushesFirst() throws Exception {
        store.inSession(session -> {
            session.persist(new Customer(1));
            HonkerSession unhurried = HonkerSession.of(session);
            unhurried.queue("receipts").enqueue("{}");
            assertThat(unhurried.query("select id from Customer")).isEmpty();
            HonkerSession flushing = HonkerSession.of(session, FlushRule.BEFORE_EACH);
            assertThat(flushing.query("select id from Customer")).hasSize(1);
        });
    }

    @Test
    void underTheOtherRuleAViolatedConstraintFailsBeforeAnythingIsEnqueued() throws Exception {
        store.run("insert into Customer(id, name) values (1, 'old')");
        try (Session session = store.factory().openSession()) {
            Transaction transaction = session.beginTransaction();
            session.persist(new Customer(1));
            assertThatThrownBy(() -> HonkerSession.of(session, FlushRule.BEFORE_EACH)
                            .queue("receipts")
                            .enqueue("{}"))
                    .isInstanceOf(jakarta.persistence.PersistenceException.class);
            transaction.rollback();
        }
        assertThat(store.jobs()).isEmpty();
    }

    @Test
    void anErrorKeepsTheDriversExceptionAndState() throws Exception {
        store.inSession(session -> HonkerSession.of(session).query("select honker_bootstrap()"));
        try (Session session = store.factory().openSession()) {
            session.doWork(connection -> connection.setReadOnly(true));
            Transaction transaction = session.beginTransaction();
            HonkerSession honker = HonkerSession.of(session);
            assertThat(honker.queue("receipts").size()).isZero();
            assertThatThrownBy(() -> honker.queue("receipts").enqueue("{}"))
                    .isInstanceOfSatisfying(HonkerSqlException.class, refused -> {
                        assertThat(refused.sqlState()).isEqualTo("25006");
                        assertThat(refused.getCause()).isInstanceOf(SQLException.class);
                    });
            transaction.rollback();
            session.doWork(connection -> connection.setReadOnly(false));
        }
    }

    @Test
    void whatWaitsIsRefusedInsideATransaction() throws Exception {
        store.inSession(session -> assertThatThrownBy(
                        () -> HonkerSession.of(session).queue("receipts").worker("w", job -> {}))
                .isInstanceOf(HonkerException.class));
    }

    @Test
    void badArgumentsAreRefusedBeforeAnything() throws Exception {
        assertThatThrownBy(() -> HonkerSession.of((EntityManager) null))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContaining("session");
        store.inSession(session -> {
            HonkerSession honker = HonkerSession.of(session);
            assertThatThrownBy(() -> honker.enqueueOnCommit(" ", "{}"))
                    .isInstanceOf(HonkerInvalidOptionException.class)
                    .hasMessageContaining("queue name");
            assertThatThrownBy(() -> honker.publishOnCommit("t", null))
                    .isInstanceOf(HonkerInvalidOptionException.class)
                    .hasMessageContaining("payload");
            assertThatThrownBy(() -> honker.notifyOnCommit(null, "{}"))
                    .isInstanceOf(HonkerInvalidOptionException.class)
                    .hasMessageContaining("channel");
        });
        assertThat(store.notifications()).isEmpty();
    }
}
