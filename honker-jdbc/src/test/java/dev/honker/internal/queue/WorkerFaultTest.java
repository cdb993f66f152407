package dev.honker.internal.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.DatabaseFixture;
import dev.honker.Queue;
import dev.honker.RetryableException;
import dev.honker.UpdateEvents;
import dev.honker.WorkerHandle;
import dev.honker.WorkerOptions;
import dev.honker.internal.check.Loggers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** One job whose end cannot be written down must cost neither the other jobs nor a core. */
class WorkerFaultTest extends DatabaseFixture {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void aDelayBeyondTheTablesLimitDoesNotBlockTheWorker() {
        Queue queue = db.queue("mail");
        try (WorkerHandle worker = queue.worker("w", job -> {
            if (job.payloadJson().equals("never")) {
                throw new RetryableException("never again", Duration.ofSeconds(Long.MAX_VALUE));
            }
        })) {
            queue.enqueue("never");
            await(() -> worker.counts().claimed() == 1);
            queue.enqueue("good");
            assertThat(await(() -> worker.counts().acked() == 1))
                    .as("the good job is acknowledged")
                    .isTrue();
        }
    }

    @Test
    void aBackoffThatReturnsNullDoesNotBlockTheWorker() {
        Queue queue = db.queue("mail");
        WorkerOptions options =
                WorkerOptions.builder().backoff(attempts -> null).build();
        try (WorkerHandle worker = queue.worker(
                "w",
                job -> {
                    if (job.payloadJson().equals("bad")) {
                        throw new IllegalStateException("bad");
                    }
                },
                options)) {
            queue.enqueue("bad");
            await(() -> worker.counts().claimed() == 1);
            queue.enqueue("good");
            assertThat(await(() -> worker.counts().acked() == 1))
                    .as("the good job is acknowledged")
                    .isTrue();
        }
    }

    @Test
    void aJobThatCannotBeSettledDoesNotKeepOthersFromBeingSettled() {
        Queue queue = db.queue("mail");
        execute("CREATE TRIGGER keep BEFORE INSERT ON _honker_dead BEGIN SELECT RAISE(ABORT, 'no dead letters'); END");
        long bad = queue.enqueue(
                "bad", dev.honker.EnqueueOptions.builder().maxAttempts(1).build());
        try (WorkerHandle worker = queue.worker(
                "w",
                job -> {
                    if (job.id() == bad) {
                        throw new IllegalStateException("bad");
                    }
                },
                WorkerOptions.builder()
                        .concurrency(2)
                        .stopTimeout(Duration.ZERO)
                        .build())) {
            await(() -> worker.counts().claimed() == 1);
            queue.enqueue("good");
            assertThat(await(() -> worker.counts().acked() == 1))
                    .as("the good job is acknowledged")
                    .isTrue();
        }
    }

    @Test
    void aStopWhoseTurnsFailDoesNotSpin() throws Exception {
        Queue queue = db.queue("mail");
        execute("CREATE TRIGGER keep BEFORE DELETE ON _honker_live BEGIN SELECT RAISE(ABORT, 'no deletes'); END");
        AtomicInteger failures = new AtomicInteger();
        Handler count = new Handler() {
            @Override
            public void publish(LogRecord record) {
                failures.incrementAndGet();
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(Loggers.WORKER.getName());
        logger.setUseParentHandlers(false);
        WorkerHandle worker = queue.worker("w", job -> {});
        try {
            queue.enqueue("{}");
            await(() -> worker.counts().claimed() == 1);
            logger.addHandler(count);
            worker.stop(Duration.ofSeconds(1));
        } finally {
            logger.removeHandler(count);
            logger.setUseParentHandlers(true);
        }
        assertThat(failures.get()).as("failed turns within 2 s").isLessThan(50);
    }

    private boolean await(BooleanSupplier condition) {
        long start = System.nanoTime();
        try (UpdateEvents updates = db.updateEvents()) {
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() - start > PATIENCE.toNanos()) {
                    return false;
                }
                updates.awaitUpdate(Duration.ofMillis(5));
            }
            return true;
        }
    }
}
