package dev.honker.internal.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.Backoff;
import dev.honker.Database;
import dev.honker.DeadLetter;
import dev.honker.Honker;
import dev.honker.Job;
import dev.honker.JobHandler;
import dev.honker.OpenOptions;
import dev.honker.Queue;
import dev.honker.QueueOptions;
import dev.honker.RetryableException;
import dev.honker.TypedQueue;
import dev.honker.UpdateEvents;
import dev.honker.WorkerHandle;
import dev.honker.WorkerOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** What a worker makes of its jobs and of every way in which a handler can end. */
class WorkerTest extends WorkerFixture {

    @Test
    void aJobIsHandledAndAcknowledged() throws Exception {
        try (WorkerHandle worker = queue.worker("w", handled::add, slots(1))) {
            long id = queue.enqueue("{\"to\":\"a\"}");
            Job job = next();
            assertThat(job.id()).isEqualTo(id);
            assertThat(job.payloadJson()).isEqualTo("{\"to\":\"a\"}");
            assertThat(job.attempts()).isOne();
            assertThat(job.workerId()).isEqualTo(worker.workerId());
            await(() -> queue.size() == 0);
            await(() -> worker.counts().acked() == 1);
        }
    }

    @Test
    void jobsThatWaitedAreHandledInClaimOrder() throws Exception {
        long low = queue.enqueue("{}");
        long late = queue.enqueue(
                "{}", dev.honker.EnqueueOptions.builder().priority(5).build());
        long high = queue.enqueue(
                "{}", dev.honker.EnqueueOptions.builder().priority(9).build());
        try (WorkerHandle worker = queue.worker("w", handled::add, slots(1))) {
            assertThat(List.of(next().id(), next().id(), next().id())).containsExactly(high, late, low);
            worker.throwIfFailed();
        }
    }

    @Test
    void noMoreIsClaimedThanThereAreFreeSlots() throws Exception {
        queue.enqueueAll(payloads(20));
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger most = new AtomicInteger();
        AtomicInteger now = new AtomicInteger();
        JobHandler handler = job -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            handled.add(job);
            go.await();
            now.decrementAndGet();
        };
        try (WorkerHandle worker = queue.worker("w", handler, slots(3))) {
            next();
            next();
            next();
            assertThat(queue.stats().held()).isEqualTo(3);
            assertThat(worker.running()).isEqualTo(3);
            go.countDown();
            await(() -> queue.size() == 0);
            assertThat(most).hasValue(3);
        }
    }

    @Test
    void aFailureIsRetriedAndTheLastOneLeavesADeadLetterWithItsTrace() throws Exception {
        try (WorkerHandle worker = queue.worker("w", failing(new IllegalStateException("boom")), eager())) {
            long id = queue.enqueue("{}");
            assertThat(next().attempts()).isOne();
            assertThat(next().attempts()).isEqualTo(2);
            await(() -> queue.deadLetters().count() == 1);
            DeadLetter dead = queue.deadLetters().get(id).orElseThrow();
            assertThat(dead.lastError())
                    .startsWith("java.lang.IllegalStateException: boom")
                    .contains("\tat ");
            assertThat(dead.attempts()).isEqualTo(2);
            await(() -> worker.counts().dead() == 1 && worker.counts().retried() == 1);
            assertThat(worker.failed()).isFalse();
        }
    }

    @Test
    void anErrorIsTreatedLikeAnException() throws Exception {
        try (WorkerHandle worker = queue.worker("w", failing(new StackOverflowError("deep")), eager())) {
            queue.enqueue("{}");
            await(() -> queue.deadLetters().count() == 1);
            assertThat(worker.isRunning()).isTrue();
            queue.enqueue("{}");
            await(() -> queue.deadLetters().count() == 2);
        }
    }

    @Test
    void aHandlerMaySayWhenToTryAgain() throws Exception {
        JobHandler handler = job -> {
            handled.add(job);
            throw new RetryableException("later", Duration.ofSeconds(1000));
        };
        try (WorkerHandle worker = queue.worker("w", handler, eager())) {
            long id = queue.enqueue("{}");
            next();
            await(() -> queue.stats().delayed() == 1);
            assertThat(number("SELECT run_at - unixepoch() FROM _honker_live WHERE id = ?", id))
                    .isBetween(900L, 1001L);
            worker.throwIfFailed();
        }
    }

    @Test
    void aPayloadThatCannotBeReadBecomesADeadLetterAtOnce() throws Exception {
        TypedQueue<Integer> numbers = queue.typed(new dev.honker.JsonCodec<>() {
            @Override
            public String encode(Integer value) {
                return value.toString();
            }

            @Override
            public Integer decode(String json) {
                return Integer.valueOf(json);
            }
        });
        List<Integer> seen = new ArrayList<>();
        try (WorkerHandle worker = numbers.worker("w", job -> seen.add(job.payload()))) {
            long bad = queue.enqueue("secret");
            numbers.enqueue(7);
            await(() -> worker.counts().acked() == 1 && worker.counts().dead() == 1);
            assertThat(queue.deadLetters().get(bad).orElseThrow().lastError())
                    .contains("cannot decode the payload of job " + bad)
                    .contains("java.lang.NumberFormatException")
                    .doesNotContain("secret");
            assertThat(seen).containsExactly(7);
        }
    }

    @Test
    void aLongHandlerKeepsItsClaimByHeartbeats() throws Exception {
        Queue brief = db.queue(
                "brief",
                QueueOptions.builder().visibilityTimeout(Duration.ofSeconds(3)).build());
        CountDownLatch go = new CountDownLatch(1);
        try (WorkerHandle one = brief.worker("one", job -> {
                    handled.add(job);
                    go.await();
                });
                UpdateEvents updates = db.updateEvents()) {
            long id = brief.enqueue("{}");
            next();
            long claimedUntil = number("SELECT claim_expires_at FROM _honker_live WHERE id = ?", id);
            try (WorkerHandle two = brief.worker("two", handled::add, slots(1))) {
                while (number("SELECT claim_expires_at FROM _honker_live WHERE id = ?", id) < claimedUntil + 3) {
                    assertThat(updates.awaitUpdate(Duration.ofSeconds(20))).isTrue();
                }
                assertThat(handled).isEmpty();
                go.countDown();
                await(() -> brief.size() == 0);
                assertThat(one.counts().lost() + two.counts().lost()).isZero();
            }
        }
    }

    @Test
    void handlersThatHoldEveryConnectionDoNotKeepTheirClaimsFromBeingExtended() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (Database small =
                        Honker.open(file, OpenOptions.builder().maxReaders(0).build());
                UpdateEvents updates = db.updateEvents()) {
            Queue brief = small.queue(
                    "brief",
                    QueueOptions.builder()
                            .visibilityTimeout(Duration.ofSeconds(3))
                            .build());
            long id = brief.enqueue("{}");
            WorkerHandle worker = brief.worker(
                    "w",
                    job -> small.transaction(tx -> {
                        handled.add(job);
                        go.await();
                        return null;
                    }));
            next();
            long claimedUntil = number("SELECT claim_expires_at FROM _honker_live WHERE id = ?", id);
            while (number("SELECT claim_expires_at FROM _honker_live WHERE id = ?", id) < claimedUntil + 2) {
                assertThat(updates.awaitUpdate(Duration.ofSeconds(20))).isTrue();
            }
            go.countDown();
            await(() -> worker.counts().acked() == 1);
            assertThat(worker.counts().lost()).isZero();
        }
    }

    @Test
    void aBackoffThatThrowsOrGivesNothingCostsNoSlot() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Backoff bad = attempts -> {
            if (asked.incrementAndGet() % 2 == 0) {
                throw new IllegalStateException("no idea");
            }
            return null;
        };
        JobHandler handler = job -> {
            handled.add(job);
            if (job.payloadJson().equals("{\"fails\":1}")) {
                throw new IllegalStateException("boom");
            }
            try {
                db.transactionVoid(tx -> {
                    job.ackIn(tx);
                    throw new IllegalStateException("rolled back");
                });
            } catch (IllegalStateException e) {
                // the handler returns all the same
            }
        };
        try (WorkerHandle worker =
                queue.worker("w", handler, options().backoff(bad).build())) {
            queue.enqueue("{\"fails\":1}");
            queue.enqueue("{}");
            queue.enqueue("{\"fails\":1}");
            await(() -> worker.counts().retried() == 3);
            assertThat(queue.stats().delayed()).isEqualTo(3);
            assertThat(worker.running()).isZero();
        }
    }

    @Test
    void anExecutorThatRejectsCostsNoAttempt() throws Exception {
        AtomicInteger rejections = new AtomicInteger(2);
        try (WorkerHandle worker = queue.worker(
                "w",
                handled::add,
                options()
                        .executor(task -> {
                            if (rejections.getAndDecrement() > 0) {
                                throw new RejectedExecutionException("full");
                            }
                            new Thread(task).start();
                        })
                        .build())) {
            queue.enqueue("{}");
            assertThat(next().attempts()).isOne();
            await(() -> worker.counts().released() == 1 && worker.counts().acked() == 1);
            assertThat(worker.trouble()).isEmpty();
        }
    }

    @Test
    @Tag("virtual-threads")
    @EnabledForJreRange(min = JRE.JAVA_21)
    void handlersMayRunOnVirtualThreads() throws Exception {
        BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();
        WorkerOptions virtual = options().concurrency(50).virtualThreads(true).build();
        CountDownLatch allAtOnce = new CountDownLatch(50);
        try (WorkerHandle worker = queue.worker(
                "w",
                job -> {
                    threads.add(Thread.currentThread());
                    allAtOnce.countDown();
                    allAtOnce.await();
                },
                virtual)) {
            queue.enqueueAll(payloads(50));
            await(() -> worker.counts().acked() == 50);
        }
        for (Thread thread : threads) {
            assertThat(Thread.class.getMethod("isVirtual").invoke(thread)).isEqualTo(true);
        }
    }

    @Test
    void workerIdsAreNeverTheSame() {
        Set<String> ids = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < 3; i++) {
            try (WorkerHandle one = queue.worker("w", job -> {});
                    WorkerHandle two = queue.worker("w", job -> {})) {
                ids.add(one.workerId());
                ids.add(two.workerId());
            }
        }
        assertThat(ids)
                .hasSize(6)
                .allMatch(id -> id.startsWith("w-" + ProcessHandle.current().pid()));
    }
}
