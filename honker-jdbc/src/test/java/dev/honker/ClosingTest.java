package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What the end of a database means for what still runs. */
class ClosingTest extends DatabaseFixture {

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    @Test
    void aSecondCloseDoesNotCutTheFirstOneShort() throws Exception {
        Queue queue = db.queue("mail");
        queue.worker("w", job -> {
            begun.countDown();
            go.await();
        });
        queue.enqueue("{}");
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        Thread first = new Thread(db::close);
        first.start();
        while (first.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        Thread second = new Thread(db::close);
        second.start();
        second.join(300);
        go.countDown();
        first.join(20_000);
        second.join(20_000);
        assertThat(jobsLeft())
                .as("the job was done while its database was being closed")
                .isZero();
    }

    @Test
    void aCloseByAnInterruptedThreadGivesBackWhatItsWorkersHold() throws Exception {
        Queue queue = db.queue("mail");
        queue.worker("w", job -> {
            begun.countDown();
            go.await();
        });
        queue.enqueue("{}");
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        Thread closer = new Thread(() -> {
            Thread.currentThread().interrupt();
            db.close();
        });
        closer.start();
        closer.join(20_000);
        try (Database other = Honker.open(file)) {
            assertThat(other.queue("mail").stats().held())
                    .as("claims left behind")
                    .isZero();
        }
    }

    @Test
    void aLockThatAHandlerHoldsIsNotReleasedWhileTheHandlerRuns() throws Exception {
        Queue queue = db.queue("mail");
        AtomicBoolean inside = new AtomicBoolean();
        queue.worker("w", job -> {
            try (LockHandle lock = db.lock("stock")) {
                inside.set(true);
                begun.countDown();
                go.await();
                inside.set(!lock.name().equals("stock"));
            }
        });
        queue.enqueue("{}");
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        Thread closer = new Thread(db::close);
        closer.start();
        try (Database other = Honker.open(file)) {
            boolean stolen = false;
            long start = System.nanoTime();
            while (!stolen && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(2)) {
                stolen = other.tryLock("stock").isPresent() && inside.get();
            }
            go.countDown();
            closer.join(20_000);
            assertThat(stolen).as("two are inside the lock").isFalse();
        }
    }

    @Test
    void aHandlerThatStillRunsMayTakeALockWhileItsDatabaseCloses() throws Exception {
        Queue queue = db.queue("mail");
        queue.worker("w", job -> {
            begun.countDown();
            go.await();
            assertThat(db.tryLock("stock")).isPresent();
        });
        queue.enqueue("{}", EnqueueOptions.builder().maxAttempts(1).build());
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        Thread closer = new Thread(db::close);
        closer.start();
        while (closer.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        go.countDown();
        closer.join(20_000);
        try (Database other = Honker.open(file)) {
            assertThat(other.queue("mail").deadLetters().list(0, 1))
                    .as("a shutdown makes no dead letters")
                    .isEmpty();
        }
    }

    @Test
    void aJobWithOneAttemptIsBegunAtMostOnceAsTheGuaranteesSay() throws Exception {
        Queue queue = db.queue("mail");
        queue.enqueue("{}", EnqueueOptions.builder().maxAttempts(1).build());
        WorkerHandle worker = queue.worker("w", job -> {
            begun.countDown();
            go.await();
        });
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        worker.stop(Duration.ofMillis(10));
        assertThat(queue.claimOne("next")).as("a job that was begun already").isEmpty();
    }

    @Test
    void stopTimeoutsOfSeveralWorkersRunSideBySide() throws Exception {
        int workers = 20;
        CountDownLatch running = new CountDownLatch(workers);
        for (int i = 0; i < workers; i++) {
            Queue queue = db.queue("mail-" + i);
            queue.worker(
                    "w",
                    job -> {
                        running.countDown();
                        go.await();
                    },
                    WorkerOptions.builder().stopTimeout(Duration.ofSeconds(1)).build());
            queue.enqueue("{}");
        }
        assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
        long start = System.nanoTime();
        db.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void aHandlerMayStopItsOwnWorker() throws Exception {
        Queue queue = db.queue("mail");
        AtomicReference<WorkerHandle> worker = new AtomicReference<>();
        List<Long> millis = new ArrayList<>();
        CountDownLatch set = new CountDownLatch(1);
        worker.set(queue.worker("w", job -> {
            set.await();
            long start = System.nanoTime();
            worker.get().stop(Duration.ofSeconds(60));
            millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        }));
        set.countDown();
        queue.enqueue("{}");
        assertThat(worker.get().awaitEnd(Duration.ofSeconds(20))).isTrue();
        assertThat(worker.get().counts().acked()).isOne();
        assertThat(millis).allMatch(ms -> ms < 30_000);
    }

    @Test
    void aHandlerMayCloseItsOwnDatabase() throws Exception {
        Queue queue = db.queue("mail");
        AtomicLong millis = new AtomicLong(-1);
        queue.worker(
                "w",
                job -> {
                    long start = System.nanoTime();
                    db.close();
                    millis.set(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
                    begun.countDown();
                },
                WorkerOptions.builder().stopTimeout(Duration.ofSeconds(60)).build());
        queue.enqueue("{}");
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        db.close();
        assertThat(db.isClosed()).isTrue();
        assertThat(millis.get()).isBetween(0L, 30_000L);
        assertThat(jobsLeft()).as("the job that closed it was done").isZero();
    }

    @Test
    void aHandlerThatClosesAnotherDatabaseWaitsForItsEnd() throws Exception {
        AtomicBoolean closed = new AtomicBoolean();
        db.queue("mail").worker("w", job -> {
            Database other = Honker.open(directory.resolve("other.db"));
            other.close();
            closed.set(other.isClosed());
            begun.countDown();
        });
        db.queue("mail").enqueue("{}");
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(closed).isTrue();
    }

    @Test
    void whatAWaitForAResultRunsAtTheEndMayCloseTheDatabaseToo() throws Exception {
        db.queue("mail")
                .waitResultAsync(1, WaitOptions.timeout(Duration.ofSeconds(20)), Runnable::run)
                .whenComplete((value, failure) -> {
                    db.close();
                    go.countDown();
                });
        Thread closer = new Thread(db::close);
        closer.start();
        closer.join(20_000);
        assertThat(closer.isAlive()).isFalse();
        assertThat(go.getCount()).isZero();
    }

    @Test
    void newWorkIsRefusedWhileADatabaseCloses() throws Exception {
        Queue queue = db.queue("mail");
        List<Exception> refusals = new ArrayList<>();
        queue.worker("w", job -> {
            begun.countDown();
            go.await();
            try {
                db.queue("other").worker("x", other -> {});
            } catch (HonkerClosedException e) {
                refusals.add(e);
            }
        });
        queue.enqueue("{}");
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        Thread closer = new Thread(db::close);
        closer.start();
        while (closer.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        go.countDown();
        closer.join(20_000);
        assertThat(refusals).hasSize(1);
        assertThat(jobsLeft()).isZero();
    }

    private long jobsLeft() {
        try (Database other = Honker.open(file)) {
            return other.queue("mail").size();
        }
    }
}
