package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.internal.sqlite.Sessions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

/** What a database says of its watcher and its workers. */
class MonitoringTest extends DatabaseFixture {

    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void theWatcherRunsWhileSomebodyWaitsForCommits() {
        assertThat(db.watcher().state()).isEqualTo(WatcherState.IDLE);
        assertThat(db.watcher().meanLatency()).isNull();
        try (UpdateEvents events = db.updateEvents()) {
            db.queue("mail").enqueue("{}");
            assertThat(events.awaitUpdate(LONG)).isTrue();
            assertThat(db.watcher().state()).isEqualTo(WatcherState.RUNNING);
            assertThat(db.watcher().subscribers()).isEqualTo(1);
            assertThat(db.watcher().backend()).isEqualTo(WatcherBackend.PRAGMA_DATA_VERSION);
        }
        assertThat(db.watcher().state()).isEqualTo(WatcherState.IDLE);
        assertThat(db.watcher().wakes()).isPositive();
        db.close();
        assertThatThrownBy(db::watcher).isInstanceOf(HonkerClosedException.class);
    }

    @Test
    void aPoolOfPlainConnectionsTellsOfTheSameWatcher() {
        SQLiteDataSource plain = new SQLiteDataSource();
        plain.setUrl("jdbc:sqlite:" + file);
        try (Database beside = Honker.of(plain);
                UpdateEvents events = db.updateEvents()) {
            assertThat(beside.watcher().state()).isEqualTo(WatcherState.RUNNING);
            assertThat(beside.watcher().subscribers()).isEqualTo(1);
            assertThat(events.awaitUpdate(Duration.ZERO)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:sqlite:", "jdbc:honker:sqlite:"})
    void aFileThatWasReplacedIsNoticedAlsoIfNobodyWaitsForCommits(String prefix) throws Exception {
        try (Connection open = DriverManager.getConnection(prefix + file)) {
            assertThat(Sessions.watcher(open).state()).isEqualTo(WatcherState.IDLE);
            Path aside = Files.move(file, directory.resolve("aside.db"));
            assertThat(Sessions.watcher(open).state()).isEqualTo(WatcherState.REPLACED);
            Files.copy(aside, file);
            assertThat(Sessions.watcher(open).state()).isEqualTo(WatcherState.REPLACED);
            assertThat(Sessions.watcher(open).failure()).isInstanceOf(DatabaseReplacedException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void workersAreSummedByQueueAlsoWhenTheyHaveEnded(boolean inline) throws Exception {
        db.close();
        db = Honker.open(file, OpenOptions.builder().inline(inline).build());
        assertThat(db.queueWorkers()).isEmpty();
        Queue mail = db.queue("mail", QueueOptions.builder().maxAttempts(1).build());
        for (int round = 1; round <= 2; round++) {
            CountDownLatch done = new CountDownLatch(3);
            try (WorkerHandle worker = mail.worker("w", job -> {
                done.countDown();
                if (job.payloadJson().equals("bad")) {
                    throw new IllegalStateException("bad letter");
                }
            })) {
                mail.enqueueAll(List.of("a", "bad", "c"));
                assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
                assertThat(db.queueWorkers())
                        .extracting(QueueWorkers::queue, QueueWorkers::workers)
                        .containsExactly(org.assertj.core.groups.Tuple.tuple("mail", 1));
                assertThat(worker.isRunning()).isTrue();
            }
            assertThat(db.queueWorkers())
                    .containsExactly(
                            new QueueWorkers("mail", 0, 0, new WorkerCounts(3 * round, 2 * round, 0, round, 0, 0)));
        }
        db.close();
        assertThat(db.queueWorkers()).hasSize(1);
    }

    @Test
    void jobsThatAreHeldAreCountedByTheWorkersThatHoldThem() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch end = new CountDownLatch(1);
        try (WorkerHandle one = db.queue("a").worker("one", job -> hold(begun, end));
                WorkerHandle two = db.queue("a").worker("two", job -> hold(begun, end));
                OutboxHandle deliverer = db.outbox("hooks", payload -> {}).runWorker("deliverer")) {
            db.queue("a").enqueueAll(List.of("1", "2"));
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(db.queueWorkers())
                    .containsExactly(
                            new QueueWorkers("_outbox:hooks", 1, 0, new WorkerCounts(0, 0, 0, 0, 0, 0)),
                            new QueueWorkers("a", 2, 2, new WorkerCounts(2, 0, 0, 0, 0, 0)));
            assertThat(one.running() + two.running()).isEqualTo(2);
            end.countDown();
            assertThat(deliverer.isRunning()).isTrue();
        }
        assertThat(db.queueWorkers().get(1)).isEqualTo(new QueueWorkers("a", 0, 0, new WorkerCounts(2, 2, 0, 0, 0, 0)));
    }

    private static void hold(CountDownLatch begun, CountDownLatch end) throws InterruptedException {
        begun.countDown();
        if (!end.await(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("nobody ended this");
        }
    }
}
