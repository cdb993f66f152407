package dev.honker.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.hibernate.Shop.Customer;
import dev.honker.hibernate.Shop.Line;
import dev.honker.hibernate.Shop.Order;
import dev.honker.hibernate.Shop.Product;
import dev.honker.hibernate.Shop.State;
import dev.honker.hibernate.Shop.Tag;
import java.nio.file.Path;
import java.sql.Savepoint;
import java.util.Map;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.Transaction;
import org.hibernate.resource.transaction.spi.TransactionStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that entities declare, written by sessions. */
class EntityEventsTest {

    private static final String OPEN = "\"placed\":\"2026-01-02T03:04:05Z\",\"address\":{\"city\":\"Ulm\"}}";

    @TempDir
    Path folder;

    private Store store;

    @BeforeEach
    void open() throws Exception {
        store = Store.open(
                folder.resolve("app.db"),
                Map.of("hibernate.hbm2ddl.auto", "update", "hibernate.jdbc.batch_size", "50"),
                Shop.ENTITIES);
        store.inSession(session -> session.persist(new Customer(7)));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void eachDeclaredEventIsWrittenOnceForEachChangedRow() throws Exception {
        store.inSession(session -> {
            Order order = new Order();
            order.customer = session.getReference(Customer.class, 7L);
            session.persist(order);
            assertThat(Hibernate.isInitialized(order.customer)).isFalse();
        });
        assertThat(store.jobs()).containsExactly("receipts {\"id\":1}");
        assertThat(store.events()).containsExactly("orders 1 {\"id\":1,\"state\":\"OPEN\",\"customer\":7," + OPEN);
        assertThat(store.notifications()).isEmpty();

        store.inSession(session -> session.find(Order.class, 1L).state = State.PAID);
        store.inSession(session -> session.remove(session.find(Order.class, 1L)));
        assertThat(store.jobs()).hasSize(1);
        assertThat(store.notifications()).containsExactly("paid {\"order\":1,\"state\":\"PAID\"}");
        assertThat(store.events())
                .hasSize(3)
                .last()
                .isEqualTo("orders 1 {\"id\":1,\"state\":\"PAID\",\"customer\":7," + OPEN);
    }

    @Test
    void anUpdateWithoutAChangeWritesNothing() throws Exception {
        store.inSession(session -> session.persist(new Order()));
        store.inSession(session -> {
            Order order = session.find(Order.class, 1L);
            order.state = State.PAID;
            order.state = State.OPEN;
        });
        store.inSession(session -> session.merge(session.find(Order.class, 1L)));
        assertThat(store.events()).hasSize(1);
    }

    @Test
    void severalFlushesThatChangeARowWriteAnEventEach() throws Exception {
        store.inSession(session -> {
            Order order = new Order();
            session.persist(order);
            session.flush();
            order.state = State.PAID;
            session.flush();
            session.flush();
        });
        assertThat(store.events()).hasSize(2);
    }

    @Test
    void aPayloadMethodThatReturnsNullWritesNothing() throws Exception {
        store.inSession(session -> session.persist(new Order()));
        store.inSession(session -> session.find(Order.class, 1L).address = new Shop.Address("Kiel"));
        assertThat(store.events()).hasSize(2);
        assertThat(store.notifications()).isEmpty();
    }

    @Test
    void aRollbackDropsTheEventsWithTheRows() throws Exception {
        try (Session session = store.factory().openSession()) {
            Transaction transaction = session.beginTransaction();
            session.persist(new Order());
            session.flush();
            transaction.rollback();
        }
        assertThat(store.jobs()).isEmpty();
        assertThat(store.events()).isEmpty();
        assertThat(store.rows("select * from orders")).isEmpty();
    }

    @Test
    void aSavepointTakesBackRowsAndEventsAlike() throws Exception {
        store.inSession(session -> {
            session.persist(new Product("a"));
            session.flush();
            Savepoint savepoint = session.doReturningWork(connection -> connection.setSavepoint());
            session.persist(new Product("b"));
            session.flush();
            session.doWork(connection -> connection.rollback(savepoint));
        });
        assertThat(store.rows("select sku from Product")).containsExactly("a");
        assertThat(store.jobs()).containsExactly("products {\"sku\":\"a\"}");
    }

    @Test
    void batchedInsertsWriteOneEventPerRow() throws Exception {
        store.inSession(session -> {
            for (int i = 0; i < 120; i++) {
                session.persist(new Product("p" + i));
            }
        });
        assertThat(store.rows("select count(*) from Product")).containsExactly("120");
        assertThat(store.jobs()).hasSize(120).doesNotHaveDuplicates();
    }

    @Test
    void aBatchThatFailsTakesItsEventsWithIt() throws Exception {
        store.inSession(session -> session.persist(new Product("p9")));
        assertThatThrownBy(() -> store.inSession(session -> {
                    for (int i = 0; i < 20; i++) {
                        session.persist(new Product("p" + i));
                    }
                }))
                .isInstanceOf(jakarta.persistence.PersistenceException.class);
        assertThat(store.jobs()).containsExactly("products {\"sku\":\"p9\"}");
    }

    @Test
    void cascadesAndOrphansWriteTheEventsOfTheirOwnRows() throws Exception {
        store.inSession(session -> {
            Order order = new Order();
            order.lines.add(new Line(1, order));
            order.lines.add(new Line(2, order));
            session.persist(order);
        });
        assertThat(store.jobs())
                .containsExactlyInAnyOrder("receipts {\"id\":1}", "lines {\"line\":1}", "lines {\"line\":2}");
        store.inSession(session -> session.find(Order.class, 1L).lines.remove(0));
        assertThat(store.jobs()).hasSize(4);
        assertThat(store.events()).hasSize(1); // the order's own row didn't change
        store.inSession(session -> session.remove(session.find(Order.class, 1L)));
        assertThat(store.jobs()).hasSize(5);
        assertThat(store.events()).hasSize(2);
    }

    @Test
    void aCollectionAloneIsAnUpdateOnlyIfTheEntityHasAVersion() throws Exception {
        store.inSession(session -> {
            session.persist(new Order());
            session.persist(new Product("a"));
        });
        store.inSession(session -> session.find(Order.class, 1L).notes.add("gift"));
        assertThat(store.events()).hasSize(1);
        store.inSession(session -> session.find(Product.class, "a").labels.add("new"));
        assertThat(store.rows("select version from Product")).containsExactly("1");
        assertThat(store.jobs()).filteredOn(job -> job.startsWith("products")).hasSize(2);
    }

    @Test
    void declarationsOfASuperclassCount() throws Exception {
        store.inSession(session -> session.persist(new Product("a")));
        store.inSession(session -> session.remove(session.getReference(Product.class, "a")));
        assertThat(store.jobs()).containsExactly("products {\"sku\":\"a\"}", "products {\"sku\":\"a\"}");
    }

    @Test
    void bulkStatementsWriteNone() throws Exception {
        store.inSession(session -> session.persist(new Order()));
        store.inSession(session -> {
            assertThat(session.createMutationQuery("update Orders o set o.state = PAID")
                            .executeUpdate())
                    .isOne();
            assertThat(session.createMutationQuery("delete from Orders").executeUpdate())
                    .isOne();
        });
        assertThat(store.events()).hasSize(1);
    }

    @Test
    void entitiesWithoutADeclarationWriteNone() throws Exception {
        store.inSession(session -> session.persist(new Tag(1)));
        assertThat(store.jobs()).isEmpty();
    }

    @Test
    void generatedIdentifiersStayRight() throws Exception {
        store.inSession(session -> {
            for (long expected = 1; expected <= 5; expected++) {
                Order order = new Order();
                session.persist(order); // its key is asked for after the insert, and its event inserts rows too
                assertThat(order.id).isEqualTo(expected);
                session.flush();
                HonkerSession.of(session).notify("other", "{}");
            }
        });
        assertThat(store.rows("select id from orders order by id")).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void aPayloadThatFailsFailsTheFlushAndNamesTheEntity() throws Exception {
        assertThatThrownBy(() -> store.inSession(session -> {
                    Order order = new Order();
                    session.persist(order);
                    order.address = new Shop.Address() {
                        @com.fasterxml.jackson.annotation.JsonProperty
                        String broken() {
                            throw new IllegalStateException("no city");
                        }
                    };
                }))
                .hasStackTraceContaining("stream 'orders'")
                .hasStackTraceContaining("no city");
        assertThat(store.rows("select * from orders")).isEmpty();
    }

    @Test
    void aRowIsNotCommittedWithoutItsEventEvenIfTheApplicationGoesOn() throws Exception {
        store.inSession(session -> HonkerSession.of(session).query("select honker_bootstrap()"));
        store.run("create trigger full before insert on _honker_stream begin select raise(abort, 'full'); end");
        try (Session session = store.factory().openSession()) {
            Transaction transaction = session.beginTransaction();
            assertThatThrownBy(() -> {
                        session.persist(new Order());
                        session.flush();
                    })
                    .hasStackTraceContaining("full");
            assertThat(transaction.getStatus()).isEqualTo(TransactionStatus.MARKED_ROLLBACK);
            try {
                transaction.commit();
            } catch (jakarta.persistence.RollbackException refused) {
                // why: under JPA's rules it says so
            }
        }
        assertThat(store.rows("select * from orders")).isEmpty();
        assertThat(store.jobs()).isEmpty();
    }
}
