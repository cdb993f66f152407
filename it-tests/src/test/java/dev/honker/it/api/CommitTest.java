package dev.honker.it.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.Database;
import dev.honker.Event;
import dev.honker.Honker;
import dev.honker.Job;
import dev.honker.Listener;
import dev.honker.Notification;
import dev.honker.OnDuplicate;
import dev.honker.Queue;
import dev.honker.StreamHandle;
import dev.honker.Transaction;
import dev.honker.WorkerHandle;
import dev.honker.it.support.OtherJvm;
import dev.honker.it.support.Signals;
import dev.honker.it.support.Sql;
import dev.honker.it.support.SqlProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written in a business transaction is there with its commit, and with its rollback it never was. */
class CommitTest {

    @TempDir
    private Path folder;

    private Path file;
    private Database database;

    @BeforeEach
    void open() {
        file = folder.resolve("app.db");
        database = Honker.open(file);
        database.transactionVoid(tx -> tx.execute("CREATE TABLE orders(id INTEGER PRIMARY KEY)"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void enqueueClaimAndAckAddNoNotification() {
        Queue queue = database.queue("q");
        queue.enqueue("p");
        queue.enqueueAll(List.of("p", "p"));
        queue.enqueueUnique("key", "p", OnDuplicate.KEEP);
        queue.claimBatch("w", 10).forEach(Job::ack);
        assertThat(queue.size()).isZero();
        assertThat(count("_honker_notifications")).isZero();
    }

    @Test
    void rollbackTakesOrderJobEventNotificationResultAndLimitBack() {
        assertThatThrownBy(() -> database.transactionVoid(tx -> {
                    writeEverything(tx);
                    throw new IllegalStateException("card declined");
                }))
                .isInstanceOf(IllegalStateException.class);
        requireRows(0);
        database.transactionVoid(this::writeEverything);
        requireRows(1);
    }

    @Test
    void rollbackOfACallersConnectionTakesItAllBack() throws Exception {
        try (Connection connection = Sql.open(file)) {
            connection.setAutoCommit(false);
            writeEverything(Honker.on(connection));
            connection.rollback();
            requireRows(0);
            writeEverything(Honker.on(connection));
            requireRows(0);
            connection.commit();
            requireRows(1);
        }
    }

    @Test
    void whatAHolderSaysInACallersTransactionCountsOnlyIfItCommits() throws Exception {
        Queue queue = database.queue("q");
        queue.enqueueAll(List.of("a", "b", "c", "d"));
        List<Job> jobs = queue.claimBatch("w", 4);
        try (Connection connection = Sql.open(file)) {
            connection.setAutoCommit(false);
            settle(jobs, connection);
            connection.rollback();
            assertThat(queue.stats().held()).isEqualTo(4);
            settle(jobs, connection);
            assertThat(queue.stats().held()).isEqualTo(4);
            connection.commit();
        }
        assertThat(queue.stats().held()).isZero();
        assertThat(queue.stats().delayed()).isOne();
        assertThat(queue.deadLetters().count()).isOne();
        assertThat(queue.size()).isOne();
    }

    private static void settle(List<Job> jobs, Connection connection) {
        assertThat(jobs.get(0).ackIn(connection)).isTrue();
        assertThat(jobs.get(1).ackIn(Honker.on(connection))).isTrue();
        assertThat(jobs.get(2).retryIn(Honker.on(connection), Duration.ofHours(1), "e"))
                .isTrue();
        assertThat(jobs.get(3).failIn(Honker.on(connection), "e")).isTrue();
    }

    @Test
    void callsOfTheDatabaseInsideItsTransactionAreRolledBackWithIt() {
        assertThatThrownBy(() -> database.transactionVoid(tx -> {
                    tx.execute("INSERT INTO orders DEFAULT VALUES");
                    database.queue("q").enqueue("p");
                    database.queue("q").enqueueAll(List.of("p", "p"));
                    database.stream("s").publish("e");
                    database.notify("c", "n");
                    database.queue("q").saveResult(1, "r");
                    assertThat(database.tryRateLimit("l", 1, Duration.ofHours(1)))
                            .isTrue();
                    throw new IllegalStateException("card declined");
                }))
                .isInstanceOf(IllegalStateException.class);
        requireRows(0);
    }

    @Test
    void processThatDiesInItsTransactionLeavesNothing() throws Exception {
        try (OtherJvm dying = SqlProcess.start(folder, Sql.url(file))) {
            assertThat(dying.ask(".manual")).isEqualTo("ok");
            assertThat(dying.ask("INSERT INTO orders DEFAULT VALUES")).isEqualTo("ok");
            assertThat(dying.ask("SELECT honker_enqueue('q', 'p', null, null, 0, 3, null)"))
                    .isEqualTo("1");
            dying.kill();
        }
        assertThat(count("orders") + count("_honker_live")).isZero();
    }

    @Test
    void workerListenerAndSubscriberSeeOnlyWhatWasCommitted() throws Exception {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch three = new CountDownLatch(3);
        try (WorkerHandle worker = database.queue("q").worker("w", job -> {
                    seen.add("job " + job.payloadJson());
                    three.countDown();
                });
                Listener listener = database.listen("c");
                StreamHandle subscription = database.stream("s").subscribe((Event event) -> {
                    seen.add("event " + event.payloadJson());
                    three.countDown();
                })) {
            assertThatThrownBy(() -> database.transactionVoid(tx -> {
                        send(tx, "never");
                        throw new IllegalStateException("card declined");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            database.transactionVoid(tx -> send(tx, "now"));
            seen.add("notification "
                    + listener.next(Duration.ofSeconds(30))
                            .map(Notification::payloadJson)
                            .orElse("none"));
            three.countDown();
            Signals.await(three);
            worker.throwIfFailed();
            subscription.throwIfFailed();
        }
        assertThat(seen).containsExactlyInAnyOrder("job now", "event now", "notification now");
    }

    private static void send(Transaction tx, String text) {
        tx.queue("q").enqueue(text);
        tx.stream("s").publish(text);
        tx.notify("c", text);
    }

    private void writeEverything(Transaction tx) {
        tx.execute("INSERT INTO orders DEFAULT VALUES");
        tx.queue("q").enqueue("p");
        tx.stream("s").publish("e");
        tx.stream("s").saveOffset("consumer", 1);
        tx.notify("c", "n");
        tx.queue("q").saveResult(1, "r");
        assertThat(tx.tryRateLimit("l", 1, Duration.ofHours(1))).isTrue();
        assertThat(tx.queue("q2").enqueueUnique("k", "p", OnDuplicate.FAIL).id())
                .isPositive();
        tx.queue("q3").pause();
    }

    private void requireRows(long orders) {
        assertThat(count("orders")).isEqualTo(orders);
        assertThat(count("_honker_live")).isEqualTo(2 * orders);
        for (String table : List.of(
                "_honker_stream",
                "_honker_stream_consumers",
                "_honker_notifications",
                "_honker_results",
                "_honker_rate_limits",
                "_honker_unique_jobs",
                "_honker_paused_queues")) {
            assertThat(count(table)).as(table).isEqualTo(orders);
        }
    }

    private long count(String table) {
        return database.query("SELECT count(*) AS n FROM " + table).get(0).getLong("n");
    }
}
