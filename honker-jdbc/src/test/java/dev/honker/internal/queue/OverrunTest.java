package dev.honker.internal.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.JobHandler;
import dev.honker.WorkerHandle;
import dev.honker.WorkerOptions;
import dev.honker.internal.check.Loggers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Handlers that go on and on after their time limit. */
class OverrunTest extends WorkerFixture {

    private static final Logger LOG = Logger.getLogger(Loggers.WORKER.getName());

    private final Semaphore release = new Semaphore(0);
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final ExecutorService pool = Executors.newFixedThreadPool(1);

    private final Handler listening = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private final JobHandler deaf = job -> {
        handled.add(job);
        threads.add(Thread.currentThread());
        if (job.payloadJson().equals("\"deaf\"")) {
            release.acquireUninterruptibly();
        }
    };

    @BeforeEach
    void listen() {
        LOG.addHandler(listening);
    }

    @AfterEach
    void release() {
        LOG.removeHandler(listening);
        release.release(100);
        pool.shutdown();
    }

    private static WorkerOptions.Builder limited() {
        return options().timeout(Duration.ofMillis(500)).defaultRetryDelay(Duration.ofHours(1));
    }

    @Test
    void aHandlerThatIgnoresItsInterruptIsNamedInTheLogWithItsThread() {
        try (WorkerHandle worker = queue.worker("w", deaf, limited().build())) {
            long id = queue.enqueue("\"deaf\"");
            await(() -> logged.stream().anyMatch(line -> line.contains("though it was interrupted")));
            Thread stuck = threads.iterator().next();
            assertThat(logged).anySatisfy(line -> assertThat(line)
                    .contains("job " + id)
                    .contains("it keeps its thread " + stuck.getName() + "."));
            assertThat(worker.running()).isZero();
            worker.stopNow();
            assertThat(worker.awaitEnd(Duration.ofSeconds(20))).isTrue();
            assertThat(logged).anyMatch(line -> line.contains("ends while 1 handlers still run whose time is over"));
        }
    }

    @Test
    void aWorkerClaimsNothingMoreBesideFourSuchHandlersForEachSlot() {
        try (WorkerHandle worker = queue.worker("w", deaf, limited().build())) {
            for (int i = 0; i < 5; i++) {
                queue.enqueue("\"deaf\"");
            }
            queue.enqueue("\"next\"");
            await(() -> logged.stream().anyMatch(line -> line.contains("claims nothing more until one of 4 handlers")));
            await(() -> worker.counts().retried() == 4);
            assertThat(worker.counts().claimed()).isEqualTo(4);
            assertThat(queue.stats().due()).isEqualTo(2);
            release.release();
            await(() -> worker.counts().retried() == 5);
            assertThat(worker.counts().acked()).isZero();
            release.release(4);
            await(() -> worker.counts().acked() == 1);
            await(() -> threads.stream().filter(Thread::isAlive).count() <= 1);
        }
    }

    @Test
    void whatASuppliedPoolHasNoThreadForIsGivenBackUntilItHasOneAgain() throws Exception {
        try (WorkerHandle worker =
                queue.worker("w", deaf, limited().executor(pool).build())) {
            queue.enqueue("\"deaf\"");
            next();
            queue.enqueue("\"next\"");
            await(() -> worker.counts().released() == 1);
            assertThat(queue.stats().due()).isOne();
            assertThat(worker.counts().claimed()).isEqualTo(2);
            release.release();
            await(() -> worker.counts().acked() == 1);
            assertThat(next().attempts())
                    .as("what was given back cost no attempt")
                    .isOne();
            assertThat(worker.counts().claimed()).isEqualTo(3);
        }
    }
}
