package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.jdbc.HonkerDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code db.transaction}, nested ones, and transactions that somebody else owns. */
class TransactionTest extends DatabaseFixture {

    private Queue queue;

    @BeforeEach
    void table() {
        execute("CREATE TABLE orders(id INTEGER PRIMARY KEY, item TEXT)");
        queue = db.queue("receipts");
    }

    @Test
    void everythingInATransactionIsCommittedTogether() {
        long id = db.transaction(tx -> {
            tx.execute("INSERT INTO orders(item) VALUES (?)", List.of("a record"));
            tx.notify("orders", "{}");
            return queue.enqueue(tx, "{\"order\":1}");
        });
        assertThat(queue.getJob(id)).isPresent();
        assertThat(number("SELECT count(*) FROM orders")).isOne();
        assertThat(number("SELECT count(*) FROM _honker_notifications")).isOne();
    }

    @Test
    void anExceptionRollsEverythingBackAndComesThroughAsItIs() {
        IOException declined = new IOException("declined");
        assertThatThrownBy(() -> db.transaction(tx -> {
                    tx.execute("INSERT INTO orders(item) VALUES ('x')");
                    tx.queue("receipts").enqueue("{}");
                    queue.enqueue("{}");
                    throw declined;
                }))
                .isSameAs(declined);
        assertThat(number("SELECT count(*) FROM orders")).isZero();
        assertThat(queue.size()).isZero();
    }

    @Test
    void aHandleOfTheDatabaseJoinsTheTransactionOfItsThread() {
        assertThatThrownBy(() -> db.transactionVoid(tx -> {
                    queue.enqueue("{}");
                    assertThat(queue.size()).isOne();
                    throw new IllegalStateException("back");
                }))
                .hasMessage("back");
        assertThat(queue.size()).isZero();
    }

    @Test
    void whatIsNotCommittedIsSeenByNobodyElse() throws Exception {
        db.transactionVoid(tx -> {
            queue.enqueue("{}");
            AtomicReference<Long> seen = new AtomicReference<>();
            Thread other = new Thread(() -> seen.set(queue.size()));
            other.start();
            other.join(20_000);
            assertThat(seen.get()).isZero();
        });
        assertThat(queue.size()).isOne();
    }

    @Test
    void aNestedTransactionIsPartOfTheOuterOne() {
        assertThatThrownBy(() -> db.transactionVoid(outer -> {
                    db.transactionVoid(inner -> inner.queue("receipts").enqueue("{}"));
                    throw new IllegalStateException("back");
                }))
                .hasMessage("back");
        assertThat(queue.size()).isZero();
    }

    @Test
    void aNestedTransactionThatFailsTakesBackItsOwnPartOnly() {
        db.transactionVoid(outer -> {
            queue.enqueue("{\"kept\":1}");
            assertThatThrownBy(() -> db.transactionVoid(inner -> {
                        queue.enqueue("{\"dropped\":1}");
                        throw new IllegalStateException("inner");
                    }))
                    .hasMessage("inner");
            queue.enqueue("{\"kept\":2}");
        });
        assertThat(db.query("SELECT payload FROM _honker_live ORDER BY id"))
                .extracting(row -> row.getString("payload"))
                .containsExactly("{\"kept\":1}", "{\"kept\":2}");
    }

    @Test
    void aTransactionAndItsHandlesEndWithTheCallback() {
        AtomicReference<Transaction> kept = new AtomicReference<>();
        AtomicReference<Queue> keptQueue = new AtomicReference<>();
        db.transactionVoid(tx -> {
            kept.set(tx);
            keptQueue.set(tx.queue("receipts"));
        });
        assertThatThrownBy(() -> kept.get().notify("c", "{}"))
                .isInstanceOf(HonkerClosedException.class)
                .hasMessageContaining("this transaction has ended");
        assertThatThrownBy(() -> keptQueue.get().enqueue("{}")).isInstanceOf(HonkerClosedException.class);
        assertThatThrownBy(() -> kept.get().connection()).isInstanceOf(HonkerClosedException.class);
    }

    @Test
    void onAConnectionNothingIsCommittedByUs() throws Exception {
        HonkerDataSource app = new HonkerDataSource("jdbc:honker:sqlite:" + file);
        try (Connection connection = app.getConnection()) {
            connection.setAutoCommit(false);
            Honker.on(connection).queue("receipts").enqueue("{}");
            Honker.on(connection).stream("orders").publish("{}");
            Honker.on(connection).notify("orders", "{}");
            assertThat(queue.size()).isZero();
            connection.rollback();
            assertThat(queue.size()).isZero();
            Honker.on(connection).queue("receipts").enqueue("{}");
            queue.in(connection).enqueue("{}");
            queue.enqueue(connection, "{}");
            connection.commit();
        }
        assertThat(queue.size()).isEqualTo(3);
    }

    @Test
    void aBatchInACallersTransactionIsTakenBackWithIt() throws Exception {
        HonkerDataSource app = new HonkerDataSource("jdbc:honker:sqlite:" + file);
        try (Connection connection = app.getConnection()) {
            connection.setAutoCommit(false);
            queue.enqueue(connection, "{\"first\":1}");
            queue.in(connection).enqueueAll(List.of("{}", "{}"));
            assertThat(connection.getAutoCommit()).isFalse();
            connection.rollback();
        }
        assertThat(queue.size()).isZero();
    }

    @Test
    void aTransactionKnowsTheOptionsOfTheDatabasesQueue() {
        db.queue("strict", QueueOptions.builder().maxAttempts(1).build());
        long id = db.transaction(tx -> tx.queue("strict").enqueue("{}"));
        assertThat(db.queue("strict").getJob(id).orElseThrow().maxAttempts()).isOne();
    }

    @Test
    void aHandleOnAConnectionRefusesWhatWaits() throws Exception {
        HonkerDataSource app = new HonkerDataSource("jdbc:honker:sqlite:" + file);
        try (Connection connection = app.getConnection()) {
            Queue bound = Honker.on(connection).queue("receipts");
            assertThatThrownBy(() -> bound.worker("w", job -> {}))
                    .isInstanceOf(HonkerException.class)
                    .hasMessageContaining("can't be part of a transaction");
            assertThatThrownBy(() -> bound.waitResult(1, WaitOptions.forever()))
                    .hasMessageContaining("can't be part of a transaction");
            assertThatThrownBy(() -> bound.drain(java.time.Duration.ZERO))
                    .hasMessageContaining("can't be part of a transaction");
            assertThatThrownBy(bound::database).hasMessageContaining("knows no Database");
        }
    }

    @Test
    void afterAFailureTheConnectionServesTheNextTransaction() {
        for (int i = 0; i < 30; i++) {
            assertThatThrownBy(() -> db.transactionVoid(tx -> {
                        tx.execute("INSERT INTO orders(item) VALUES ('x')");
                        tx.execute("INSERT INTO nowhere VALUES (1)");
                    }))
                    .isInstanceOf(HonkerSqlException.class)
                    .hasMessageContaining("nowhere");
        }
        db.transactionVoid(tx -> tx.execute("INSERT INTO orders(item) VALUES ('y')"));
        assertThat(number("SELECT count(*) FROM orders")).isOne();
    }
}
