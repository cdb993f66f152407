package dev.honker.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.Database;
import dev.honker.Event;
import dev.honker.Honker;
import dev.honker.ListenHandle;
import dev.honker.ListenOptions;
import dev.honker.Notification;
import dev.honker.StreamHandle;
import dev.honker.SubscribeOptions;
import dev.honker.WorkerHandle;
import dev.honker.WorkerOptions;
import dev.honker.it.support.OtherJvm;
import dev.honker.it.support.Signals;
import dev.honker.it.support.Sql;
import dev.honker.it.support.SqlProcess;
import dev.honker.jdbc.HonkerDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who waits for work runs no SQL: it takes no connection until somebody commits. */
class IdleTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path folder;

    @Test
    void idleWorkersListenersAndSubscribersTakeNoConnectionUntilSomebodyCommits() throws Exception {
        Path file = folder.resolve("app.db");
        CountingDataSource counter = new CountingDataSource(new HonkerDataSource(Sql.url(file)));
        CountDownLatch first = new CountDownLatch(3);
        CountDownLatch second = new CountDownLatch(6);
        try (Database database = Honker.of(counter.dataSource());
                WorkerHandle worker = database.queue("q")
                        .worker(
                                "w",
                                job -> count(first, second),
                                WorkerOptions.builder()
                                        .idlePollInterval(HOUR)
                                        .concurrency(3)
                                        .build());
                ListenHandle listener = database.listen(
                        "c",
                        (Notification notification) -> count(first, second),
                        ListenOptions.builder().pollTimeout(HOUR).build());
                StreamHandle subscription = database.stream("s")
                        .subscribe(
                                (Event event) -> count(first, second),
                                SubscribeOptions.builder()
                                        .consumer("reader")
                                        .pollTimeout(HOUR)
                                        .build());
                OtherJvm peer = SqlProcess.start(folder, Sql.url(file))) {
            writeOneOfEach(peer);
            Signals.await(first);
            // why first: what each of them writes after its handler is work, too
            awaitSettled(peer);
            counter.awaitRest(Duration.ofMillis(1_300));

            assertThat(counter.awaitTaken(Duration.ofSeconds(2)))
                    .as("taken while nobody committed")
                    .isFalse();
            writeOneOfEach(peer);
            Signals.await(second);
            assertThat(counter.awaitTaken(Duration.ZERO)).as("counted").isTrue();
            worker.throwIfFailed();
            listener.throwIfFailed();
            subscription.throwIfFailed();
        }
    }

    /** Asks by the other process, which takes no connection here. */
    private static void awaitSettled(OtherJvm peer) throws Exception {
        String open = "SELECT (SELECT count(*) FROM _honker_live)"
                + " + (SELECT count(*) FROM _honker_stream WHERE \"offset\" >"
                + " (SELECT coalesce(max(\"offset\"), 0) FROM _honker_stream_consumers))";
        assertThat(peer.ask(".subscribe")).isEqualTo("ok");
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!peer.ask(open).equals("0")) {
            assertThat(System.nanoTime() - deadline).as("time left").isNegative();
            peer.ask(".await 1000");
        }
    }

    private static void count(CountDownLatch first, CountDownLatch second) {
        first.countDown();
        second.countDown();
    }

    private static void writeOneOfEach(OtherJvm peer) throws Exception {
        peer.ask("SELECT honker_enqueue('q', 'p', null, null, 0, 3, null)");
        peer.ask("SELECT notify('c', 'p')");
        peer.ask("SELECT honker_stream_publish('s', null, 'p')");
    }
}
