package dev.honker.internal.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.JobHandler;
import dev.honker.Queue;
import dev.honker.QueueOptions;
import dev.honker.UpdateEvents;
import dev.honker.WorkerHandle;
import dev.honker.WorkerOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Handlers that settle their job by themselves, and claims that no longer hold. */
class WorkerSettledJobTest extends WorkerFixture {

    @Test
    void aHandlerThatSettlesItsJobIsNotSettledAgain() throws Exception {
        JobHandler handler = job -> {
            job.retry(Duration.ofSeconds(500), "mine");
            handled.add(job);
        };
        try (WorkerHandle worker = queue.worker("w", handler)) {
            queue.enqueue("{}");
            next();
            await(() -> worker.counts().acked() == 1);
            assertThat(queue.stats().delayed()).isOne();
            assertThat(worker.counts().lost()).isZero();
        }
    }

    @Test
    void ackInTheHandlersTransactionCommitsWithItsWrites() throws Exception {
        execute("CREATE TABLE receipts(job INTEGER PRIMARY KEY)");
        JobHandler handler = job -> {
            db.transactionVoid(tx -> {
                tx.execute("INSERT INTO receipts VALUES (?)", List.of(job.id()));
                assertThat(job.ackIn(tx)).isTrue();
            });
            handled.add(job);
        };
        try (WorkerHandle worker = queue.worker("w", handler)) {
            queue.enqueue("{}");
            next();
            await(() -> worker.counts().acked() == 1);
            assertThat(queue.size()).isZero();
            assertThat(number("SELECT count(*) FROM receipts")).isOne();
            assertThat(worker.counts().lost()).isZero();
        }
    }

    @Test
    void aHandlerThatFailsAfterItsCommittedAckHasDoneItsJob() throws Exception {
        JobHandler handler = job -> {
            db.transactionVoid(job::ackInOrThrow);
            handled.add(job);
            throw new IllegalStateException("too late");
        };
        try (WorkerHandle worker = queue.worker("w", handler, eager())) {
            queue.enqueue("{}");
            next();
            await(() -> worker.counts().acked() == 1);
            assertThat(queue.size()).isZero();
            assertThat(worker.counts().lost()).isZero();
        }
    }

    @Test
    void aRolledBackAckMeansTheJobRunsAgainEvenIfTheHandlerReturns() throws Exception {
        execute("CREATE TABLE receipts(job INTEGER PRIMARY KEY)");
        AtomicInteger runs = new AtomicInteger();
        JobHandler handler = job -> {
            try {
                db.transactionVoid(tx -> {
                    tx.execute("INSERT INTO receipts VALUES (?)", List.of(job.id()));
                    job.ackIn(tx);
                    if (runs.incrementAndGet() == 1) {
                        throw new IllegalStateException("rolled back");
                    }
                });
            } catch (IllegalStateException e) {
                handled.add(job);
            }
        };
        try (WorkerHandle worker = queue.worker("w", handler, eager())) {
            queue.enqueue("{}");
            next();
            await(() -> runs.get() == 2 && queue.size() == 0);
            assertThat(number("SELECT count(*) FROM receipts")).isOne();
            assertThat(queue.deadLetters().count()).isZero();
            worker.throwIfFailed();
        }
    }

    @Test
    void aLostClaimIsNoticedAndTheWorkerGoesOn() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (WorkerHandle worker = queue.worker("w", job -> {
            handled.add(job);
            go.await();
        })) {
            long id = queue.enqueue("{}");
            next();
            assertThat(queue.cancel(id)).isTrue();
            go.countDown();
            await(() -> worker.counts().lost() == 1);
            queue.enqueue("{}");
            next();
            await(() -> worker.counts().acked() == 1);
        }
    }

    @Test
    void aHandlerThatWorksOnAfterItsAckHasLostNothing() throws Exception {
        Queue brief = db.queue(
                "brief",
                QueueOptions.builder().visibilityTimeout(Duration.ofSeconds(3)).build());
        CountDownLatch go = new CountDownLatch(1);
        WorkerOptions two = slots(2);
        try (WorkerHandle worker = brief.worker(
                "w",
                job -> {
                    if (job.payloadJson().equals("{\"first\":1}")) {
                        job.ack();
                    }
                    handled.add(job);
                    go.await();
                },
                two)) {
            brief.enqueue("{\"first\":1}");
            next();
            long id = brief.enqueue("{\"second\":1}");
            next();
            long claimedUntil = number("SELECT claim_expires_at FROM _honker_live WHERE id = ?", id);
            try (UpdateEvents updates = db.updateEvents()) {
                while (number("SELECT claim_expires_at FROM _honker_live WHERE id = ?", id) < claimedUntil + 1) {
                    assertThat(updates.awaitUpdate(Duration.ofSeconds(20))).isTrue();
                }
            }
            go.countDown();
            await(() -> worker.counts().acked() == 2);
            assertThat(worker.counts().lost()).isZero();
        }
    }

    @Test
    void aHandlerWhoseClaimIsLostMayRollBackByAnException() throws Exception {
        execute("CREATE TABLE receipts(job INTEGER PRIMARY KEY)");
        CountDownLatch go = new CountDownLatch(1);
        JobHandler handler = job -> {
            handled.add(job);
            go.await();
            db.transactionVoid(tx -> {
                tx.execute("INSERT INTO receipts VALUES (?)", List.of(job.id()));
                job.ackInOrThrow(tx);
            });
        };
        try (WorkerHandle worker = queue.worker("w", handler)) {
            long id = queue.enqueue("{}");
            next();
            queue.cancel(id);
            go.countDown();
            await(() -> worker.counts().lost() == 1);
            assertThat(number("SELECT count(*) FROM receipts")).isZero();
        }
    }

    /** Its claims lapse while it waits, so that they are as good as any other lapsed one when it claims. */
    @Test
    void aWorkerThatWaitedForTheWriteLockPastItsClaimsDoesNotTakeItsOwnJobAgain() throws Exception {
        Queue brief = db.queue(
                "brief",
                QueueOptions.builder().visibilityTimeout(Duration.ofSeconds(2)).build());
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch letGo = new CountDownLatch(1);
        JobHandler handler = job -> {
            handled.add(job);
            (job.payloadJson().equals("ends") ? end : letGo).await();
        };
        try (WorkerHandle worker =
                brief.worker("w", handler, options().concurrency(2).build())) {
            brief.enqueueAll(List.of("ends", "goes on"));
            next();
            next();
            try (Connection lock = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = lock.createStatement()) {
                statement.execute("BEGIN IMMEDIATE");
                end.countDown();
                passes(Duration.ofMillis(3_300));
                statement.execute("COMMIT");
            }
            await(() -> worker.counts().acked() == 1);
            brief.enqueue("later");
            assertThat(next().payloadJson()).isEqualTo("later");
            assertThat(worker.counts().lost()).isZero();
            letGo.countDown();
            await(() -> worker.counts().acked() == 3);
            assertThat(handled).isEmpty();
        } finally {
            letGo.countDown();
        }
    }

    private static void passes(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(10_000_000);
        }
    }
}
