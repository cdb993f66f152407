package dev.honker.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.HonkerException;
import dev.honker.hibernate.Shop.Order;
import dev.honker.hibernate.Shop.Product;
import dev.honker.hibernate.Shop.State;
import java.nio.file.Path;
import org.hibernate.StatelessSession;
import org.hibernate.Transaction;
import org.hibernate.exception.LockAcquisitionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that entities declare, written by stateless sessions. */
class StatelessEventsTest {

    @TempDir
    Path folder;

    private Store store;

    @BeforeEach
    void open() {
        store = Store.open(folder.resolve("app.db"), Shop.ENTITIES);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void insertsUpdatesAndDeletesWriteTheirEvents() throws Exception {
        store.inStateless(session -> {
            HonkerSession.of(session); // needed on Hibernate 6.6 only
            Order order = new Order();
            session.insert(order);
            order.state = State.PAID;
            session.update(order);
            session.delete(order);
            assertThat(store.events()).isEmpty();
        });
        assertThat(store.jobs()).containsExactly("receipts {\"id\":1}");
        assertThat(store.events()).hasSize(3);
        assertThat(store.notifications()).containsExactly("paid {\"order\":1,\"state\":\"PAID\"}");
    }

    @Test
    void aRollbackDropsThem() throws Exception {
        try (StatelessSession session = store.factory().openStatelessSession()) {
            HonkerSession.of(session);
            Transaction transaction = session.beginTransaction();
            session.insert(new Order());
            transaction.rollback();
        }
        assertThat(store.events()).isEmpty();
        assertThat(store.rows("select * from orders")).isEmpty();
    }

    @Test
    void onHibernate7NothingHasToBeDoneForThem() throws Exception {
        Assumptions.assumeTrue(EventSession.TELLS_STATELESS);
        store.inStateless(session -> session.insert(new Product("a")));
        assertThat(store.jobs()).containsExactly("products {\"sku\":\"a\"}");
    }

    @Test
    void onHibernate6AChangeOfAnUnknownSessionIsRefusedBeforeAnything() throws Exception {
        Assumptions.assumeFalse(EventSession.TELLS_STATELESS);
        assertThatThrownBy(() -> store.inStateless(session -> session.insert(new Product("a"))))
                .isInstanceOf(HonkerException.class)
                .hasMessageContaining("HonkerSession.of(statelessSession)")
                .hasMessageContaining("Product");
        assertThat(store.rows("select * from Product")).isEmpty();
    }

    @Test
    void onHibernate6TwoKnownSessionsInTransactionsAreRefused() throws Exception {
        Assumptions.assumeFalse(EventSession.TELLS_STATELESS);
        try (StatelessSession first = store.factory().openStatelessSession();
                StatelessSession second = store.factory().openStatelessSession()) {
            HonkerSession.of(first);
            HonkerSession.of(second);
            first.beginTransaction();
            second.beginTransaction();
            assertThatThrownBy(() -> first.insert(new Product("a")))
                    .isInstanceOf(HonkerException.class)
                    .hasMessageContaining("HonkerSession of 2");
            second.getTransaction().rollback();
            first.insert(new Product("b"));
            first.getTransaction().commit();
        }
        assertThat(store.jobs()).containsExactly("products {\"sku\":\"b\"}");
    }

    @Test
    void onHibernate6AnEventIsNeverWrittenByAnotherSessionThanTheRow() throws Exception {
        Assumptions.assumeFalse(EventSession.TELLS_STATELESS);
        try (StatelessSession known = store.factory().openStatelessSession();
                StatelessSession unknown = store.factory().openStatelessSession()) {
            HonkerSession.of(known);
            known.beginTransaction();
            unknown.beginTransaction();
            assertThatThrownBy(() -> unknown.insert(new Product("a")))
                    .isInstanceOf(LockAcquisitionException.class); // the guard gave the write lock to the known one
            unknown.getTransaction().rollback();
            known.getTransaction().commit();
        }
        assertThat(store.rows("select * from Product")).isEmpty();
        assertThat(store.jobs()).isEmpty();
    }

    @Test
    void anUpsertIsRefusedBecauseNobodyKnowsWhatItIs() throws Exception {
        assertThatThrownBy(() -> store.inStateless(session -> {
                    HonkerSession.of(session);
                    session.upsert(new Product("a"));
                }))
                .isInstanceOf(HonkerException.class)
                .hasMessageContaining("upsert")
                .hasMessageContaining("use insert or update");
        assertThat(store.rows("select * from Product")).isEmpty();
    }

    @Test
    void aChangeOutsideATransactionIsRefusedBeforeAnything() throws Exception {
        try (StatelessSession session = store.factory().openStatelessSession()) {
            HonkerSession.of(session);
            assertThatThrownBy(() -> session.insert(new Product("a"))).isInstanceOf(HonkerException.class);
        }
        assertThat(store.rows("select * from Product")).isEmpty();
    }
}
