package dev.honker.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.Backoff;
import dev.honker.CronSchedule;
import dev.honker.Database;
import dev.honker.EnqueueOptions;
import dev.honker.Event;
import dev.honker.Honker;
import dev.honker.Job;
import dev.honker.LiveJob;
import dev.honker.LockHandle;
import dev.honker.LockOptions;
import dev.honker.MissedRuns;
import dev.honker.OnDuplicate;
import dev.honker.Outbox;
import dev.honker.Queue;
import dev.honker.QueueOptions;
import dev.honker.ResultOptions;
import dev.honker.Row;
import dev.honker.ScheduleOptions;
import dev.honker.ScheduleUpdate;
import dev.honker.Scheduler;
import dev.honker.Stream;
import dev.honker.StreamHandle;
import dev.honker.SubscribeOptions;
import dev.honker.WorkerHandle;
import dev.honker.WorkerOptions;
import dev.honker.it.support.Signals;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in the tables after every way of writing, for programs in other languages to read. */
class StoredValuesTest {

    private static final Duration FRACTION = Duration.ofMillis(90_500);
    private static final Instant INSTANT = Instant.ofEpochSecond(1_900_000_000, 999_999_999);

    @TempDir
    private Path folder;

    private Database database;
    private Queue queue;

    @BeforeEach
    void open() {
        database = Honker.open(folder.resolve("app.db"));
        queue = database.queue(
                "q", QueueOptions.builder().visibilityTimeout(FRACTION).build());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void noColumnHoldsAnotherTypeThanItsOwnAfterEveryKindOfWriteWithFractionsOfSeconds() throws Exception {
        writeJobs();
        runWorkers();
        writeStreamsAndNotifications();
        fireSchedules();
        queue.saveResult(1, "1");
        queue.saveResult(2, "2", ResultOptions.ttl(FRACTION));
        assertThat(database.tryRateLimit("limit", 2, FRACTION)).isTrue();
        queue.pause();
        try (LockHandle lock = database.lock(
                "lock", LockOptions.builder().ttl(FRACTION).owner("me").build())) {
            assertThat(lock.renew()).isTrue();
            assertThat(lock.renew(FRACTION)).isTrue();
            requireTypes();
        }
    }

    @Test
    void jobsThatWereRetriedOrReleasedArePendingWithoutWorkerAndDeadline() {
        queue.enqueueAll(List.of("a", "b", "c", "d", "e"));
        List<Job> jobs = queue.claimBatch("w", 10);
        assertThat(jobs.get(0).retry(FRACTION, "e")).isTrue();
        assertThat(jobs.get(1).release()).isTrue();
        assertThat(queue.retry(jobs.get(2).id(), "w", FRACTION, "e")).isTrue();
        assertThat(queue.release(jobs.get(3).id(), "w")).isTrue();
        database.transactionVoid(
                tx -> assertThat(jobs.get(4).retryIn(tx, FRACTION, "e")).isTrue());
        List<Row> rows =
                database.query("SELECT state, worker_id, claim_expires_at, attempts FROM _honker_live ORDER BY id");
        assertThat(rows).hasSize(5);
        for (Row row : rows) {
            assertThat(row.getString("state")).isEqualTo("pending");
            assertThat(row.isNull("worker_id")).isTrue();
            assertThat(row.isNull("claim_expires_at")).isTrue();
        }
        assertThat(rows).extracting(row -> row.getLong("attempts")).containsExactly(1L, 0L, 1L, 0L, 1L);
    }

    @Test
    void fractionsOfSecondsRoundUp() {
        long id = queue.enqueue(
                "p",
                EnqueueOptions.builder()
                        .delay(FRACTION)
                        .expires(FRACTION.plusSeconds(10))
                        .build());
        LiveJob delayed = queue.getJob(id).orElseThrow();
        assertThat(delayed.runAt())
                .isBetween(
                        delayed.createdAt().plusSeconds(91), delayed.createdAt().plusSeconds(92));
        assertThat(delayed.expiresAt()).isEqualTo(delayed.createdAt().plusSeconds(101));
        long dated = queue.enqueue("p", EnqueueOptions.builder().runAt(INSTANT).build());
        assertThat(queue.getJob(dated).orElseThrow().runAt()).isEqualTo(Instant.ofEpochSecond(1_900_000_001));
        Row claim = database.transaction(tx -> {
            queue.enqueue("p");
            assertThat(queue.claimOne("w")).isPresent();
            return tx.query("SELECT claim_expires_at - unixepoch() AS held FROM _honker_live WHERE worker_id = 'w'")
                    .get(0);
        });
        assertThat(claim.getLong("held")).isBetween(90L, 91L);
    }

    private void fireSchedules() {
        Scheduler scheduler = database.scheduler();
        scheduler.add(
                "1",
                "fired",
                CronSchedule.every(Duration.ofMinutes(1)),
                "{}",
                ScheduleOptions.builder()
                        .expires(FRACTION)
                        .priority(2)
                        .missedRuns(MissedRuns.FIRE_ONCE)
                        .build());
        Instant due = scheduler.soonest().orElseThrow();
        assertThat(scheduler.tick(due.plusMillis(250))).isEqualTo(1);
        assertThat(scheduler.update(
                        "1",
                        ScheduleUpdate.builder()
                                .expires(FRACTION)
                                .maxAttempts(2)
                                .build()))
                .isTrue();
    }

    private void writeJobs() {
        queue.enqueue(
                "{\"text\":\"\u00fc\"}",
                EnqueueOptions.builder()
                        .delay(FRACTION)
                        .expires(FRACTION.plusSeconds(10))
                        .priority(3)
                        .build());
        queue.enqueue("1", EnqueueOptions.builder().runAt(INSTANT).build());
        queue.enqueueAll(
                List.of("1", "2.5"), EnqueueOptions.builder().delay(FRACTION).build());
        queue.enqueueUnique(
                "1",
                "1",
                OnDuplicate.KEEP,
                EnqueueOptions.builder().delay(FRACTION).build());
        queue.enqueueUnique(
                "1",
                "2",
                OnDuplicate.REPLACE,
                EnqueueOptions.builder().delay(FRACTION).build());
        queue.enqueueAll(List.of("1", "2", "3", "4", "5", "6"));
        List<Job> jobs = queue.claimBatch("1", 10);
        assertThat(jobs).hasSize(6);
        assertThat(jobs.get(0).heartbeat(FRACTION)).isTrue();
        assertThat(jobs.get(1).retry(FRACTION, "1")).isTrue();
        assertThat(jobs.get(2).fail("1")).isTrue();
        assertThat(jobs.get(3).release()).isTrue();
        assertThat(jobs.get(4).fail("2")).isTrue();
        assertThat(queue.deadLetters().redrive(jobs.get(4).id())).isTrue();
        assertThat(queue.heartbeat(jobs.get(5).id(), "1", FRACTION)).isTrue();
    }

    private void runWorkers() throws InterruptedException {
        WorkerOptions options = WorkerOptions.builder()
                .backoff(Backoff.exponential(Duration.ofMillis(90_500), 1.5, Duration.ofHours(1), 0.1))
                .build();
        CountDownLatch failed = new CountDownLatch(2);
        database.queue("failing").enqueue("1");
        Outbox outbox = database.outbox("mail", payload -> {
            failed.countDown();
            throw new IllegalStateException("no network");
        });
        outbox.enqueue("1");
        try (WorkerHandle worker = database.queue("failing")
                        .worker(
                                "1",
                                job -> {
                                    failed.countDown();
                                    throw new IllegalStateException("no network");
                                },
                                options);
                var delivery = outbox.runWorker("1", options)) {
            Signals.await(failed);
            assertThat(worker.isRunning() && delivery.isRunning()).isTrue();
        }
    }

    private void writeStreamsAndNotifications() throws InterruptedException {
        Stream stream = database.stream("1");
        stream.publish("1", "1");
        stream.publishAll(List.of("1", "2"));
        assertThat(stream.saveOffset("2", 1)).isTrue();
        CountDownLatch seen = new CountDownLatch(3);
        SubscribeOptions options = SubscribeOptions.builder().consumer("1").build();
        try (StreamHandle subscription = stream.subscribe((Event event) -> seen.countDown(), options)) {
            Signals.await(seen);
            subscription.throwIfFailed();
        }
        database.notify("1", "1");
    }

    private void requireTypes() {
        List<Row> columns = database.query("SELECT m.name AS tab, c.name AS col, c.type AS type"
                + " FROM sqlite_schema AS m, pragma_table_info(m.name) AS c"
                + " WHERE m.type = 'table' AND m.name GLOB '_honker_*'");
        assertThat(columns).hasSizeGreaterThan(45);
        for (Row column : columns) {
            String name = column.getString("tab") + '.' + column.getString("col");
            List<Row> types = database.query("SELECT DISTINCT typeof(\"" + column.getString("col") + "\") AS type FROM "
                    + column.getString("tab"));
            assertThat(types).as(name).isNotEmpty();
            assertThat(types)
                    .as(name)
                    .extracting(row -> row.getString("type"))
                    .isSubsetOf(String.valueOf(column.getString("type")).toLowerCase(java.util.Locale.ROOT), "null");
        }
        assertThat(database.query("SELECT DISTINCT state FROM _honker_live"))
                .extracting(row -> row.getString("state"))
                .containsExactlyInAnyOrder("pending", "processing");
        assertThat(database.query("SELECT id FROM _honker_live WHERE state = 'pending'"
                        + " AND (worker_id IS NOT NULL OR claim_expires_at IS NOT NULL)"))
                .isEmpty();
    }
}
