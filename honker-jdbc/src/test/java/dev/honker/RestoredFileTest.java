package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.internal.stream.Received;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What runs on a file into which a backup is restored, after which its numbers are given once more. */
@Timeout(120)
class RestoredFileTest extends DatabaseFixture {

    private static final SubscribeOptions MAILER =
            SubscribeOptions.builder().consumer("mailer").build();

    private final Received<String> received = new Received<>();

    private Path backup() throws SQLException {
        Path backup = directory.resolve("backup.db");
        plain("backup to '" + backup + "'");
        return backup;
    }

    private void restore(Path backup) throws SQLException {
        plain("restore from '" + backup + "'");
    }

    /** Runs a statement of sqlite-jdbc on a connection that knows nothing of honker, as that of another process. */
    private void plain(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 5000");
            statement.executeUpdate(sql);
        }
    }

    private void publish(long from, long to) {
        db.stream("orders")
                .publishAll(LongStream.rangeClosed(from, to)
                        .mapToObj(String::valueOf)
                        .toList());
    }

    /** Takes what comes until this does; what is handed over twice is allowed. */
    private void awaitReceived(String last) throws InterruptedException {
        String next = received.next();
        while (!next.equals(last)) {
            next = received.next();
        }
    }

    /** Waits until a handle has this offset: that moves once the handler has returned, which is after it has told of its event. */
    private static void awaitOffset(StreamHandle handle, long offset) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (handle.offset() != offset && System.nanoTime() - end < 0) {
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
        assertThat(handle.offset()).isEqualTo(offset);
    }

    /** Lets the rows that are there now be older than what comes after a restore. */
    private void age(String table) {
        execute("UPDATE " + table + " SET created_at = created_at - 60");
    }

    // ---- streams

    @Test
    void aSubscriptionGoesOnWithTheEventsAfterARestore() throws Exception {
        publish(1, 5);
        age("_honker_stream");
        Path backup = backup();
        try (StreamHandle handle = db.stream("orders")
                .subscribe(event -> received.add(event.payloadJson()), SubscribeOptions.defaults())) {
            publish(6, 20);
            awaitReceived("20");
            restore(backup);
            publish(101, 103);
            assertThat(received.next(3)).containsExactly("101", "102", "103");
            awaitOffset(handle, 8);
            assertThat(handle.failed()).isFalse();
        }
    }

    @Test
    void aSubscriptionSkipsNothingWhenTheNumbersHavePassedItsOwnBeforeItLooks() throws Exception {
        publish(1, 5);
        age("_honker_stream");
        Path backup = backup();
        CountDownLatch restored = new CountDownLatch(1);
        try (StreamHandle handle = db.stream("orders")
                .subscribe(
                        event -> {
                            received.add(event.payloadJson());
                            if (event.payloadJson().equals("8")) {
                                restored.await(20, TimeUnit.SECONDS);
                            }
                        },
                        SubscribeOptions.defaults())) {
            publish(6, 8);
            awaitReceived("8");
            restore(backup);
            publish(101, 120);
            restored.countDown();
            assertThat(received.next(20))
                    .isEqualTo(LongStream.rangeClosed(101, 120)
                            .mapToObj(String::valueOf)
                            .toList());
            assertThat(handle.failed()).isFalse();
        }
    }

    @Test
    void aNamedConsumerGoesOnFromTheOffsetOfTheBackup() throws Exception {
        publish(1, 5);
        db.stream("orders").saveOffset("mailer", 3);
        Path backup = backup();
        try (StreamHandle handle = db.stream("orders").subscribe(event -> received.add(event.payloadJson()), MAILER)) {
            publish(6, 20);
            awaitReceived("20");
            restore(backup);
            publish(101, 101);
            assertThat(received.next(3)).containsExactly("4", "5", "101");
            assertThat(handle.failed()).isFalse();
        }
        assertThat(db.stream("orders").getOffset("mailer")).isEqualTo(6);
    }

    @Test
    void theEndOfASubscriptionSavesNoOffsetOfBeforeTheRestore() throws Exception {
        publish(1, 5);
        Path backup = backup();
        CountDownLatch restored = new CountDownLatch(1);
        try (StreamHandle handle = db.stream("orders")
                .subscribe(
                        event -> {
                            received.add(event.payloadJson());
                            if (event.payloadJson().equals("20")) {
                                restored.await(20, TimeUnit.SECONDS);
                            }
                        },
                        MAILER)) {
            publish(6, 20);
            awaitReceived("20");
            restore(backup);
            handle.stop(Duration.ZERO);
            restored.countDown();
        }
        assertThat(db.stream("orders").getOffset("mailer")).isLessThanOrEqualTo(5);
    }

    @Test
    void aSavedOffsetBeyondTheEndIsTakenBackWhenItsConsumerSubscribes() throws Exception {
        publish(1, 5);
        // why by SQL: as if somebody who hasn't noticed the restore had saved it
        execute("INSERT INTO _honker_stream_consumers(name, topic, offset) VALUES ('mailer', 'orders', 900)");
        try (StreamHandle handle = db.stream("orders").subscribe(event -> received.add(event.payloadJson()), MAILER)) {
            publish(6, 6);
            assertThat(received.next()).isEqualTo("6");
            assertThat(handle.failed()).isFalse();
        }
        assertThat(db.stream("orders").getOffset("mailer")).isEqualTo(6);
    }

    @Test
    void eventsOfBeforeTheRestoreThatWereReadButNotHandledAreForgotten() throws Exception {
        publish(1, 1);
        age("_honker_stream");
        Path backup = backup();
        CountDownLatch restored = new CountDownLatch(1);
        publish(2, 900);
        try (StreamHandle handle = db.stream("orders")
                .subscribe(
                        event -> {
                            received.add(event.payloadJson());
                            if (event.payloadJson().equals("2")) {
                                restored.await(20, TimeUnit.SECONDS);
                            }
                        },
                        SubscribeOptions.defaults())) {
            awaitReceived("2");
            restore(backup);
            publish(1001, 1002);
            awaitLater(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200));
            restored.countDown();
            assertThat(received.next(2)).containsExactly("1001", "1002");
            assertThat(handle.failed()).isFalse();
        }
    }

    private static void awaitLater(long nanoTime) {
        while (System.nanoTime() - nanoTime < 0) {
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void pruningIsNoRestore() throws Exception {
        publish(1, 5);
        try (StreamHandle handle = db.stream("orders")
                .subscribe(event -> received.add(event.payloadJson()), SubscribeOptions.defaults())) {
            awaitReceived("5");
            execute("DELETE FROM _honker_stream");
            publish(6, 7);
            assertThat(received.next(2)).containsExactly("6", "7");
            awaitOffset(handle, 7);
        }
    }

    // ---- channels

    @Test
    void aListenerWithAHandlerGoesOnWithTheNotificationsAfterARestore() throws Exception {
        db.notify("news", "\"old\"");
        age("_honker_notifications");
        Path backup = backup();
        try (ListenHandle handle = db.listen("news", event -> received.add(event.payloadJson()))) {
            for (int i = 0; i < 10; i++) {
                db.notify("news", String.valueOf(i));
            }
            awaitReceived("9");
            restore(backup);
            db.notify("news", "100");
            db.notify("news", "101");
            assertThat(received.next(2)).containsExactly("100", "101");
            assertThat(handle.failed()).isFalse();
        }
    }

    @Test
    void aListenerThatIsAskedGoesOnWithTheNotificationsAfterARestore() throws Exception {
        db.notify("news", "\"old\"");
        age("_honker_notifications");
        Path backup = backup();
        try (Listener listener = db.listen("news")) {
            db.notify("news", "1");
            db.notify("news", "2");
            assertThat(listener.next(Duration.ofSeconds(20)).orElseThrow().payloadJson())
                    .isEqualTo("1");
            restore(backup);
            for (int i = 100; i < 110; i++) {
                db.notify("news", String.valueOf(i));
            }
            String next;
            do {
                // why: "2" had been read already
                next = listener.next(Duration.ofSeconds(20)).orElseThrow().payloadJson();
            } while (next.equals("2"));
            assertThat(next).isEqualTo("100");
        }
    }

    // ---- jobs

    @Test
    void aHandlerOfBeforeTheRestoreSettlesNoJobThatHasItsNumberNow() throws Exception {
        Queue queue = db.queue("mail");
        Path backup = backup();
        CountDownLatch restored = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        long old = queue.enqueue("\"old\"");
        try (WorkerHandle worker = queue.worker(
                "mailer",
                job -> {
                    received.add(job.payloadJson());
                    if (job.payloadJson().equals("\"old\"")) {
                        restored.await(20, TimeUnit.SECONDS);
                    } else {
                        release.await(20, TimeUnit.SECONDS);
                    }
                },
                WorkerOptions.builder().concurrency(2).build())) {
            assertThat(received.next()).isEqualTo("\"old\"");
            restore(backup);
            assertThat(queue.enqueue("\"new\"")).isEqualTo(old);
            assertThat(received.next()).isEqualTo("\"new\"");
            restored.countDown();
            // why a third: when it is claimed, the end of the first has been settled in the same turn or before
            queue.enqueue("\"third\"");
            assertThat(received.next()).isEqualTo("\"third\"");
            assertThat(queue.getJob(old)).isPresent();
            assertThat(worker.isRunning()).isTrue();
            release.countDown();
        }
        assertThat(db.query("SELECT id FROM _honker_live")).isEqualTo(List.of());
    }
}
