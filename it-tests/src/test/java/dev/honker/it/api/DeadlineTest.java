package dev.honker.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.Database;
import dev.honker.EnqueueOptions;
import dev.honker.Honker;
import dev.honker.Job;
import dev.honker.Queue;
import dev.honker.QueueOptions;
import dev.honker.WorkerHandle;
import dev.honker.it.support.OtherJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that look once an hour still begin a job in its second, without anybody committing then. */
class DeadlineTest {

    private static final Duration SOON = Duration.ofSeconds(2);

    @TempDir
    private Path folder;

    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private Path file;
    private Database database;
    private Queue queue;

    @BeforeEach
    void open() {
        file = folder.resolve("app.db");
        database = Honker.open(file);
        queue = database.queue(
                "q", QueueOptions.builder().visibilityTimeout(SOON).build());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void delayedJobWakesASleepingWorkerOfThisProcessInItsSecond() throws Exception {
        try (WorkerHandle worker = DeadlineWorker.start(database, said::add)) {
            requireAwake();
            long due = enqueueDelayed();
            requireBegun(said.poll(30, TimeUnit.SECONDS), due, "delayed 1");
            worker.throwIfFailed();
        }
    }

    @Test
    void delayedJobWakesASleepingWorkerOfAnotherProcessInItsSecond() throws Exception {
        try (OtherJvm worker = OtherJvm.start(folder, DeadlineWorker.class, file.toString())) {
            queue.enqueue("first");
            assertThat(worker.line()).endsWith(" first 1");
            long due = enqueueDelayed();
            requireBegun(worker.line(), due, "delayed 1");
        }
    }

    @Test
    void lapseOfAClaimWakesASleepingWorkerOfThisProcessInItsSecond() throws Exception {
        try (WorkerHandle worker = DeadlineWorker.start(database, said::add)) {
            requireAwake();
            long due = claimAndForget();
            requireBegun(said.poll(30, TimeUnit.SECONDS), due, "forgotten 2");
            worker.throwIfFailed();
        }
    }

    @Test
    void lapseOfAClaimWakesASleepingWorkerOfAnotherProcessInItsSecond() throws Exception {
        try (OtherJvm worker = OtherJvm.start(folder, DeadlineWorker.class, file.toString())) {
            queue.enqueue("first");
            assertThat(worker.line()).endsWith(" first 1");
            long due = claimAndForget();
            requireBegun(worker.line(), due, "forgotten 2");
        }
    }

    @Test
    void retryWithADelayRunsAgainInItsSecond() throws Exception {
        try (WorkerHandle worker = DeadlineWorker.start(database, said::add)) {
            requireAwake();
            // why in one transaction: the worker must not be the one that claims it
            long due = database.transaction(tx -> {
                queue.enqueue("again");
                assertThat(queue.claimOne("w").orElseThrow().retry(SOON, "e")).isTrue();
                return tx.query("SELECT run_at FROM _honker_live").get(0).getLong("run_at");
            });
            requireBegun(said.poll(30, TimeUnit.SECONDS), due, "again 2");
            worker.throwIfFailed();
        }
    }

    /** Lets the worker run one job, so that it is known to be beyond its start. */
    private void requireAwake() throws InterruptedException {
        queue.enqueue("first");
        assertThat(said.poll(30, TimeUnit.SECONDS)).endsWith(" first 1");
    }

    private long enqueueDelayed() {
        // why in one transaction: on a machine that stands still the job could be done before it is looked at
        return database.transaction(tx -> {
            long id = queue.enqueue(
                    "delayed", EnqueueOptions.builder().delay(SOON).build());
            return queue.getJob(id).orElseThrow().runAt().getEpochSecond();
        });
    }

    /** Claims a job, in the transaction of its enqueue so that the worker cannot, and never ends it. */
    private long claimAndForget() {
        Job claimed = database.transaction(tx -> {
            queue.enqueue("forgotten");
            return queue.claimOne("forgetful").orElseThrow();
        });
        return claimed.claimExpiresAt().getEpochSecond() + 1;
    }

    private static void requireBegun(String line, long due, String job) {
        assertThat(line).as("what the worker said").isNotNull();
        String[] words = line.split(" ", 2);
        assertThat(words[1]).isEqualTo(job);
        // why so far: a machine that stands still for a second must not fail the build; without the deadline it would
        // be an hour
        assertThat(Long.parseLong(words[0])).as("second of its begin").isBetween(due, due + 10);
    }
}
