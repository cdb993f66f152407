package dev.honker.internal.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.EnqueueOptions;
import dev.honker.JobHandler;
import dev.honker.WorkerHandle;
import dev.honker.WorkerOptions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Handlers that take longer than they may. */
class WorkerTimeoutTest extends WorkerFixture {

    /** Short, but long enough for a handler that has nothing to do. */
    private static final Duration SHORT = Duration.ofMillis(400);

    private final CountDownLatch release = new CountDownLatch(1);
    private final BlockingQueue<Boolean> lateAcks = new LinkedBlockingQueue<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    /** Holds its thread whatever is done to it, and acks when it is too late; other jobs end at once. */
    private final JobHandler deaf = job -> {
        handled.add(job);
        threads.add(Thread.currentThread());
        if (job.payloadJson().equals("\"deaf\"")) {
            awaitDeafly(release);
            lateAcks.add(job.ack());
        }
    };

    @AfterEach
    void release() {
        release.countDown();
    }

    @Test
    void aHandlerThatIgnoresItsInterruptKeepsNeitherItsSlotNorItsJob() throws Exception {
        try (WorkerHandle worker = queue.worker("w", deaf, limited().build())) {
            long id = queue.enqueue("\"deaf\"");
            next();
            queue.enqueue("\"next\"");
            assertThat(next().payloadJson()).isEqualTo("\"next\"");
            await(() -> worker.counts().acked() == 1);
            assertThat(worker.counts().retried()).isOne();
            assertThat(queue.getJob(id).orElseThrow().workerId()).isNull();
            assertThat(queue.stats().delayed()).isOne();
            release.countDown();
            assertThat(lateAcks.poll(20, TimeUnit.SECONDS)).isFalse();
            assertThat(worker.counts().lost()).isZero();
            assertThat(worker.counts().acked()).isOne();
            assertThat(queue.getJob(id)).isPresent();
        }
    }

    @Test
    void theLastAttemptThatTimesOutMakesADeadLetter() {
        try (WorkerHandle worker = queue.worker(
                "w",
                deaf,
                limited().defaultRetryDelay(Duration.ZERO).concurrency(2).build())) {
            long id = queue.enqueue("\"deaf\"");
            await(() -> worker.counts().dead() == 1);
            assertThat(worker.counts().retried()).isOne();
            assertThat(queue.deadLetters().get(id).orElseThrow().lastError()).isEqualTo("timeout after 0.4s");
        }
    }

    @Test
    void aHandlerThatReactsToItsInterruptHasTimedOutAllTheSame() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        JobHandler polite = job -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
        };
        try (WorkerHandle worker = queue.worker("w", polite, limited().build())) {
            long id =
                    queue.enqueue("{}", EnqueueOptions.builder().maxAttempts(1).build());
            assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
            await(() -> worker.counts().dead() == 1);
            assertThat(queue.deadLetters().get(id).orElseThrow().lastError()).isEqualTo("timeout after 0.4s");
        }
    }

    @Test
    void aTimeoutExceptionOfTheHandlersOwnIsAnOrdinaryFailure() {
        try (WorkerHandle worker = queue.worker(
                "w",
                failing(new TimeoutException("upstream")),
                WorkerOptions.builder().timeout(Duration.ofHours(1)).build())) {
            long id =
                    queue.enqueue("{}", EnqueueOptions.builder().maxAttempts(1).build());
            await(() -> worker.counts().dead() == 1);
            assertThat(queue.deadLetters().get(id).orElseThrow().lastError())
                    .startsWith("java.util.concurrent.TimeoutException: upstream")
                    .contains("\tat ");
        }
    }

    @Test
    void aStopDoesNotWaitForWhatHasTimedOut() throws Exception {
        WorkerHandle worker = queue.worker("w", deaf, limited().build());
        queue.enqueue("\"deaf\"");
        next();
        await(() -> worker.counts().retried() == 1);
        assertThat(worker.stop(Duration.ofSeconds(20))).isTrue();
        assertThat(lateAcks).isEmpty();
    }

    @Test
    void aStopThatWaitsForAHandlerStillHasItTimeOut() throws Exception {
        WorkerHandle worker = queue.worker("w", deaf, limited().build());
        queue.enqueue("\"deaf\"");
        next();
        assertThat(worker.stop(Duration.ofSeconds(20))).isTrue();
        assertThat(worker.counts().retried()).isOne();
    }

    @Test
    void threadsThatComeBackLateAreNotKeptBesideTheirReplacements() throws Exception {
        try (WorkerHandle worker = queue.worker("w", deaf, limited().build())) {
            for (int i = 0; i < 3; i++) {
                queue.enqueue("\"deaf\"");
            }
            await(() -> worker.counts().retried() == 3);
            queue.enqueue("\"next\"");
            await(() -> worker.counts().acked() == 1);
            assertThat(threads).hasSize(4);
            release.countDown();
            await(() -> threads.stream().filter(Thread::isAlive).count() == 1);
            queue.enqueue("\"next\"");
            await(() -> worker.counts().acked() == 2);
        }
    }

    @Test
    void aHandlerThatIsInTimeIsLeftAlone() {
        JobHandler handler =
                job -> assertThat(Thread.currentThread().isInterrupted()).isFalse();
        WorkerOptions options = options().timeout(Duration.ofHours(1)).build();
        try (WorkerHandle worker = queue.worker("w", handler, options)) {
            queue.enqueueAll(payloads(200));
            await(() -> worker.counts().acked() == 200);
            assertThat(worker.counts().claimed()).isEqualTo(200);
        }
    }

    @Test
    void aJobThatItsHandlerHadAckedBeforeItsTimeWasOverIsDone() {
        JobHandler handler = job -> {
            lateAcks.add(job.ack());
            awaitDeafly(release);
        };
        try (WorkerHandle worker = queue.worker("w", handler, limited().build())) {
            queue.enqueue("{}");
            await(() -> worker.counts().acked() == 1);
            assertThat(lateAcks).containsExactly(true);
            await(() -> worker.running() == 0);
            assertThat(queue.size()).isZero();
            assertThat(worker.counts().lost()).isZero();
        }
    }

    @Test
    void nothingThatAHandlerDoesAfterItsTimeSettlesItsJob() throws Exception {
        long id = queue.enqueue("{}");
        JobHandle job = (JobHandle) queue.claimOne("w").orElseThrow();
        job.revoke();
        assertThat(job.ack()).isFalse();
        assertThat(job.retry(Duration.ZERO, "late")).isFalse();
        assertThat(job.fail("late")).isFalse();
        assertThat(job.release()).isFalse();
        db.transactionVoid(tx -> assertThat(job.ackIn(tx)).isFalse());
        assertThat(job.settled()).isEqualTo(JobHandle.Settled.NO);
        assertThat(queue.getJob(id).orElseThrow().workerId()).isEqualTo("w");
    }

    @Test
    void aLimitInASuppliedExecutorFreesTheSlot() throws Exception {
        WorkerOptions options =
                limited().executor(task -> new Thread(task).start()).build();
        timesOutAndGoesOn(options);
    }

    @Test
    @Tag("virtual-threads")
    @EnabledForJreRange(min = JRE.JAVA_21)
    void aLimitInVirtualThreadsFreesTheSlot() throws Exception {
        timesOutAndGoesOn(limited().virtualThreads(true).build());
    }

    private void timesOutAndGoesOn(WorkerOptions options) throws Exception {
        try (WorkerHandle worker = queue.worker("w", deaf, options)) {
            queue.enqueue("\"deaf\"");
            next();
            queue.enqueue("\"next\"");
            next();
            await(() -> worker.counts().retried() == 1 && worker.counts().acked() == 1);
        }
    }

    private static WorkerOptions.Builder limited() {
        return options().timeout(SHORT).defaultRetryDelay(Duration.ofHours(1));
    }

    private static void awaitDeafly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException e) {
                // why: that is what is tested
            }
        }
    }
}
