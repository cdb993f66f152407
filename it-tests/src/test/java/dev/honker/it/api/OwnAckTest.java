package dev.honker.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.JobHandler;
import dev.honker.Queue;
import dev.honker.QueueOptions;
import dev.honker.WorkerHandle;
import dev.honker.it.support.Clock;
import dev.honker.it.support.Signals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Handlers that settle their job themselves and go on beyond several heartbeats. */
class OwnAckTest {

    /** Long enough for a machine that stands still for a second: two heartbeats may fail to come. */
    private static final Duration VISIBILITY = Duration.ofSeconds(3);

    @TempDir
    private Path folder;

    private Database database;
    private Queue queue;

    @BeforeEach
    void open() {
        database = Honker.open(folder.resolve("app.db"));
        queue = database.queue(
                "q", QueueOptions.builder().visibilityTimeout(VISIBILITY).build());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void jobThatItsHandlerAcknowledgedIsNotCountedAsLost() throws Exception {
        WorkerHandle worker = runBeyondTheTimeout(job -> assertThat(job.ack()).isTrue());
        assertThat(worker.counts().lost()).isZero();
        assertThat(queue.size()).isZero();
    }

    @Test
    void jobThatItsHandlerAcknowledgedInATransactionIsNotCountedAsLost() throws Exception {
        WorkerHandle worker = runBeyondTheTimeout(
                job -> database.transactionVoid(tx -> assertThat(job.ackIn(tx)).isTrue()));
        assertThat(worker.counts().lost()).isZero();
        assertThat(queue.size()).isZero();
    }

    @Test
    void jobWhoseOwnAckWasRolledBackIsStillHeldWhileItsHandlerRuns() throws Exception {
        AtomicBoolean held = new AtomicBoolean();
        WorkerHandle worker = runBeyondTheTimeout(
                job -> {
                    try {
                        database.transactionVoid(tx -> {
                            assertThat(job.ackIn(tx)).isTrue();
                            throw new IllegalStateException("no stock");
                        });
                    } catch (IllegalStateException e) {
                        assertThat(queue.size()).isOne();
                    }
                },
                job -> held.set(job.ack()));
        assertThat(held).isTrue();
        assertThat(worker.counts().lost()).isZero();
    }

    @Test
    void jobThatWasCancelledWhileItsHandlerRanIsCountedAsLostOnce() throws Exception {
        WorkerHandle worker =
                runBeyondTheTimeout(job -> assertThat(queue.cancel(job.id())).isTrue());
        assertThat(worker.counts().lost()).isOne();
        assertThat(worker.counts().acked()).isZero();
    }

    private WorkerHandle runBeyondTheTimeout(JobHandler first) throws Exception {
        return runBeyondTheTimeout(first, job -> {});
    }

    /** Runs one job: its beginning, then nothing until its first claim is long over, then its end. */
    private WorkerHandle runBeyondTheTimeout(JobHandler first, JobHandler last) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch late = new CountDownLatch(1);
        queue.enqueue("p");
        try (WorkerHandle worker = queue.worker("w", job -> {
            first.handle(job);
            begun.countDown();
            late.await();
            last.handle(job);
        })) {
            Signals.await(begun);
            Clock.awaitAfter(database, Clock.now(database) + VISIBILITY.toSeconds());
            late.countDown();
            assertThat(worker.stop(Duration.ofSeconds(30))).isTrue();
            worker.throwIfFailed();
            return worker;
        }
    }
}
