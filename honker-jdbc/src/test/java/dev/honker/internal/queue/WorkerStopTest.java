package dev.honker.internal.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.HonkerException;
import dev.honker.Queue;
import dev.honker.QueueOptions;
import dev.honker.WorkerHandle;
import dev.honker.internal.runtime.Loop;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How a worker ends, and how a queue stops handing out. */
class WorkerStopTest extends WorkerFixture {

    @Test
    void aSoftStopLetsTheHandlerFinishAndAcknowledges() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        WorkerHandle worker = queue.worker("w", job -> {
            handled.add(job);
            go.await();
        });
        queue.enqueueAll(payloads(3));
        next();
        Thread stopper = new Thread(() -> worker.stop(Duration.ofSeconds(20)));
        stopper.start();
        go.countDown();
        stopper.join(20_000);
        assertThat(worker.isRunning()).isFalse();
        assertThat(worker.counts().acked()).isEqualTo(1 + handled.size());
        assertThat(queue.stats().due()).isEqualTo(2 - handled.size());
    }

    @Test
    void afterTheDeadlineAHandlerIsInterruptedAndItsJobGivenBackAtOnce() throws Exception {
        WorkerHandle worker = queue.worker("w", job -> {
            handled.add(job);
            new CountDownLatch(1).await();
        });
        long id = queue.enqueue("{}");
        next();
        assertThat(worker.stop(Duration.ofMillis(10))).isFalse();
        assertThat(worker.isRunning()).isFalse();
        assertThat(queue.getJob(id).orElseThrow().attempts()).isOne();
        assertThat(queue.stats().due()).isOne();
    }

    @Test
    void whatATurnClaimsThatWasUnderWayAtAHardStopIsNotBegun() throws Exception {
        queue.enqueue("{}");
        try (Connection holder = DriverManager.getConnection("jdbc:honker:sqlite:" + file);
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.executeUpdate("UPDATE _honker_live SET attempts = 0");
            // why: a handler that is begun is not overtaken by the worker's next turn, which would withdraw it
            Executor begins = task -> CompletableFuture.runAsync(task, each -> new Thread(each).start())
                    .join();
            WorkerHandle worker =
                    queue.worker("w", handled::add, options().executor(begins).build());
            awaitInside(Worker.class, "write");
            Thread stopper = new Thread(() -> worker.stop(Duration.ZERO));
            stopper.start();
            awaitInside(Loop.class, "awaitGrace");
            holder.commit();
            stopper.join(20_000);
            assertThat(worker.awaitEnd(Duration.ofSeconds(20))).isTrue();
            assertThat(worker.counts().claimed()).isOne();
            assertThat(handled).isEmpty();
        }
    }

    private static void awaitInside(Class<?> type, String method) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .noneMatch(frame -> frame.getClassName().equals(type.getName())
                        && frame.getMethodName().equals(method))) {
            assertThat(System.nanoTime() - deadline).as("time left").isNegative();
            Thread.onSpinWait();
        }
    }

    @Test
    void aJobWithOneAttemptThatAStopInterruptsIsNotBegunAgain() throws Exception {
        Queue once = db.queue("once", QueueOptions.builder().maxAttempts(1).build());
        WorkerHandle worker = once.worker("w", job -> {
            handled.add(job);
            new CountDownLatch(1).await();
        });
        long id = once.enqueue("{}");
        next();
        worker.stop(Duration.ZERO);
        assertThat(once.deadLetters().get(id).orElseThrow().lastError())
                .startsWith("interrupted, because its worker was stopped");
    }

    @Test
    void whatWasClaimedButNotBegunIsGivenBackAtAStopWithoutCost() throws Exception {
        List<Runnable> never = new ArrayList<>();
        WorkerHandle worker = queue.worker(
                "w", handled::add, options().concurrency(2).executor(never::add).build());
        queue.enqueueAll(payloads(2));
        await(() -> queue.stats().held() == 2);
        assertThat(worker.stop(Duration.ofSeconds(20))).isTrue();
        assertThat(db.query("SELECT attempts, worker_id FROM _honker_live"))
                .extracting(row -> row.getLong("attempts"))
                .containsExactly(0L, 0L);
        never.forEach(Runnable::run);
        assertThat(handled).isEmpty();
    }

    @Test
    void aPausedQueueHandsOutNothingUntilItIsResumed() throws Exception {
        queue.pause();
        assertThat(queue.isPaused()).isTrue();
        try (WorkerHandle worker = queue.worker("w", handled::add, slots(1))) {
            queue.enqueue("{}");
            assertThat(queue.claimOne("other")).isEmpty();
            assertThat(handled.poll(300, TimeUnit.MILLISECONDS)).isNull();
            queue.resume();
            next();
            worker.throwIfFailed();
        }
    }

    @Test
    void drainWaitsForWhatIsOutAndHandsOutNothingNew() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (WorkerHandle worker = queue.worker("w", job -> {
            handled.add(job);
            go.await();
        })) {
            queue.enqueueAll(payloads(2));
            next();
            assertThat(queue.drain(Duration.ofMillis(50))).isFalse();
            go.countDown();
            assertThat(queue.drain(Duration.ofSeconds(20))).isTrue();
            assertThat(queue.size()).isOne();
            assertThat(handled).isEmpty();
            worker.throwIfFailed();
        }
    }

    @Test
    void closingTheDatabaseStopsItsWorkersFirst() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        WorkerHandle worker = queue.worker("w", job -> {
            handled.add(job);
            go.await();
        });
        queue.enqueue("{}");
        next();
        go.countDown();
        db.close();
        assertThat(worker.isRunning()).isFalse();
        assertThat(worker.failed()).isFalse();
        assertThat(worker.counts().acked()).isOne();
        assertThatThrownBy(() -> queue.worker("w", job -> {}))
                .isInstanceOf(HonkerException.class)
                .hasMessageContaining("closed");
    }
}
