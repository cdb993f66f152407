package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.jdbc.HonkerDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that run in the threads that commit. */
class InlineTest {

    @TempDir
    Path directory;

    private final List<String> handled = new ArrayList<>();
    private Path file;
    private Database db;
    private Queue queue;

    @BeforeEach
    void open() {
        file = directory.resolve("app.db");
        db = Honker.open(file, OpenOptions.builder().inline(true).build());
        queue = db.queue("mail", QueueOptions.builder().maxAttempts(2).build());
    }

    @AfterEach
    void close() {
        db.close();
    }

    private WorkerHandle noting() {
        return queue.worker("w", job -> handled.add(job.payloadJson()));
    }

    @Test
    void aJobHasRunInTheCallersThreadWhenTheEnqueueReturns() {
        List<Thread> threads = new ArrayList<>();
        // why: threads of an earlier test may be about to end
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (WorkerHandle worker = queue.worker("w", job -> threads.add(Thread.currentThread()))) {
            queue.enqueue("{}");
            assertThat(threads).containsExactly(Thread.currentThread());
            assertThat(queue.size()).isZero();
            assertThat(worker.counts()).isEqualTo(new WorkerCounts(1, 1, 0, 0, 0, 0));
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> !before.contains(thread))
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("honker-worker") || name.startsWith("honker-handler"));
        }
    }

    @Test
    void aJobOfATransactionRunsAfterItsCommitAndNeverAfterARollback() {
        try (WorkerHandle worker = noting()) {
            db.transactionVoid(tx -> {
                queue.in(tx).enqueue("1");
                queue.enqueue("2");
                assertThat(handled).isEmpty();
            });
            assertThat(handled).containsExactly("1", "2");
            assertThatThrownBy(() -> db.transactionVoid(tx -> {
                        queue.enqueue("3");
                        throw new IllegalStateException("rolled back");
                    }))
                    .hasMessage("rolled back");
            queue.enqueue("4");
            assertThat(handled).containsExactly("1", "2", "4");
            assertThat(worker.counts().acked()).isEqualTo(3);
        }
    }

    @Test
    void whatHandlersEnqueueRunsAfterThemInTheSameCall() {
        AtomicInteger depth = new AtomicInteger();
        try (WorkerHandle worker = queue.worker("w", job -> {
            assertThat(depth.incrementAndGet()).isOne();
            int n = Integer.parseInt(job.payloadJson());
            if (n > 0) {
                db.transactionVoid(tx -> queue.in(tx).enqueue(String.valueOf(n - 1)));
            }
            handled.add(job.payloadJson());
            depth.decrementAndGet();
        })) {
            queue.enqueue("3");
            assertThat(handled).containsExactly("3", "2", "1", "0");
            assertThat(worker.counts().retried()).isZero();
        }
    }

    @Test
    void whatOneQueuesHandlerEnqueuesForAnotherRunsToo() {
        Queue second = db.queue("second");
        try (WorkerHandle last = second.worker("last", job -> queue.enqueue("\"third\""));
                WorkerHandle first = queue.worker("first", job -> {
                    handled.add(job.payloadJson());
                    if (handled.size() == 1) {
                        second.enqueue("\"second\"");
                    }
                })) {
            queue.enqueue("\"first\"");
            assertThat(handled).containsExactly("\"first\"", "\"third\"");
            assertThat(last.counts().acked() + first.counts().acked()).isEqualTo(3);
        }
    }

    @Test
    void aFailureFollowsTheRulesOfRetriesAndNeverReachesTheCaller() {
        WorkerOptions eager =
                WorkerOptions.builder().defaultRetryDelay(Duration.ZERO).build();
        try (WorkerHandle worker = queue.worker(
                "w",
                job -> {
                    handled.add(job.payloadJson());
                    throw new AssertionError("boom");
                },
                eager)) {
            long id = queue.enqueue("1");
            assertThat(handled).containsExactly("1", "1");
            assertThat(queue.deadLetters().get(id).orElseThrow().lastError()).contains("AssertionError: boom");
            assertThat(worker.counts()).isEqualTo(new WorkerCounts(2, 0, 1, 1, 0, 0));
            worker.throwIfFailed();
        }
    }

    @Test
    void onlyWhatIsDueRuns() {
        try (WorkerHandle worker = noting()) {
            queue.enqueue(
                    "1", EnqueueOptions.builder().delay(Duration.ofHours(1)).build());
            queue.pause();
            queue.enqueue("2");
            assertThat(handled).isEmpty();
            queue.resume();
            assertThat(handled).containsExactly("2");
            assertThat(worker.counts().claimed()).isOne();
        }
    }

    @Test
    void startingAWorkerRunsWhatIsDue() {
        queue.enqueue("1");
        WorkerHandle worker = noting();
        assertThat(handled).containsExactly("1");
        assertThat(worker.stop(Duration.ZERO)).isTrue();
        assertThat(worker.isRunning()).isFalse();
        assertThat(worker.awaitEnd(Duration.ZERO)).isTrue();
        queue.enqueue("2");
        assertThat(handled).containsExactly("1");
    }

    @Test
    void aWorkerStartedInATransactionWaitsForItsEnd() {
        queue.enqueue("1");
        db.transactionVoid(tx -> {
            noting();
            assertThat(handled).isEmpty();
        });
        assertThat(handled).containsExactly("1");
    }

    @Test
    void commitsOfConnectionsOfTheSameFileRunJobsHoweverTheyAreMade() throws Exception {
        String enqueue = "SELECT honker_enqueue('mail', '%s', NULL, NULL, 0, 3, NULL)";
        try (WorkerHandle worker = noting();
                Connection connection = new HonkerDataSource("jdbc:honker:sqlite:" + file).getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery(enqueue.formatted(1))) {
                assertThat(rows.next()).isTrue();
                assertThat(handled).isEmpty();
            }
            assertThat(handled).containsExactly("1");
            statement.executeUpdate(enqueue.formatted(2));
            assertThat(handled).hasSize(2);
            try (Statement other = connection.createStatement()) {
                other.execute(enqueue.formatted(3));
            }
            assertThat(handled).hasSize(3);
            try (PreparedStatement prepared = connection.prepareStatement(enqueue.formatted(4))) {
                prepared.execute();
            }
            assertThat(handled).hasSize(4);
            statement.execute("BEGIN IMMEDIATE");
            statement.executeUpdate(enqueue.formatted(5));
            assertThat(handled).hasSize(4);
            statement.execute("COMMIT");
            assertThat(handled).hasSize(5);
            connection.setAutoCommit(false);
            queue.in(connection).enqueue("6");
            assertThat(handled).hasSize(5);
            connection.commit();
            assertThat(handled).hasSize(6);
            queue.in(connection).enqueue("7");
            connection.rollback();
            queue.in(connection).enqueue("8");
            connection.setAutoCommit(true);
            assertThat(handled).containsExactly("1", "2", "3", "4", "5", "6", "8");
            try (ResultSet rows = statement.executeQuery(
                    "INSERT INTO _honker_live(queue, payload, state, priority, run_at, attempts, max_attempts, created_at)"
                            + " VALUES ('mail', '9', 'pending', 0, 0, 0, 3, 0) RETURNING id")) {
                assertThat(rows.next()).isTrue();
            }
            assertThat(handled).hasSize(8);
            assertThat(worker.counts().lost()).isZero();
        }
    }

    @Test
    void aCommitBesideAnOpenTransactionOfTheThreadWaitsForItsEnd() throws Exception {
        try (WorkerHandle worker = noting();
                Connection connection = new HonkerDataSource("jdbc:honker:sqlite:" + file).getConnection()) {
            assertThatThrownBy(() -> db.transactionVoid(tx -> {
                        queue.in(connection).enqueue("1");
                        assertThat(handled).isEmpty();
                        throw new IllegalStateException("its own affair");
                    }))
                    .hasMessage("its own affair");
            assertThat(handled).containsExactly("1");
            assertThat(worker.counts().acked()).isOne();
        }
    }

    @Test
    void outboxesAndTypedQueuesRunInlineToo() {
        Outbox outbox = db.outbox("hooks", handled::add, OutboxOptions.defaults());
        try (OutboxHandle deliveries = outbox.runWorker("w");
                WorkerHandle typed = db.queue("typed", String.class).worker("t", job -> handled.add(job.payload()))) {
            outbox.enqueue("\"hook\"");
            db.queue("typed", String.class).enqueue("typed");
            assertThat(handled).containsExactly("\"hook\"", "typed");
            assertThat(deliveries.isRunning()).isTrue();
            assertThat(typed.counts().acked()).isOne();
        }
    }

    @Test
    void aHandlerMayStopItsWorkerOrCloseItsDatabase() {
        List<WorkerHandle> workers = new ArrayList<>();
        workers.add(queue.worker("w", job -> {
            handled.add(job.payloadJson());
            if (job.payloadJson().equals("1")) {
                assertThat(workers.get(0).stop(Duration.ofSeconds(20))).isFalse();
            } else {
                db.close();
            }
        }));
        queue.enqueue("1");
        assertThat(queue.size()).isZero();
        queue.enqueue("2");
        assertThat(handled).containsExactly("1");
        queue.worker("again", job -> {
            handled.add(job.payloadJson());
            db.close();
        });
        assertThat(handled).containsExactly("1", "2");
        assertThat(workers.get(0).isRunning()).isFalse();
        db.close();
        assertThat(db.isClosed()).isTrue();
        try (Database again = Honker.open(file)) {
            assertThat(again.queue("mail").size())
                    .as("what the handler did counts")
                    .isZero();
        }
    }

    @Test
    void aSingleConnectionIsEnough() throws Exception {
        OpenOptions single = OpenOptions.builder()
                .inline(true)
                .maxReaders(0)
                .busyTimeout(Duration.ofMillis(100))
                .build();
        try (Database narrow = Honker.open(directory.resolve("narrow.db"), single)) {
            Queue jobs = narrow.queue("q");
            try (WorkerHandle worker = jobs.worker("w", job -> narrow.transactionVoid(job::ackInOrThrow))) {
                narrow.transactionVoid(tx -> jobs.in(tx).enqueue("1"));
                jobs.enqueue("2");
                assertThat(worker.counts()).isEqualTo(new WorkerCounts(2, 2, 0, 0, 0, 0));
            }
        }
    }

    @Test
    void whoeverCommitsFindsItsJobDoneEvenIfAnotherThreadRanIt() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        try (WorkerHandle worker = queue.worker("w", job -> {
            if (job.payloadJson().equals("1")) {
                entered.countDown();
                go.await();
            }
            done.incrementAndGet();
        })) {
            Thread first = new Thread(() -> queue.enqueue("1"));
            first.start();
            assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
            AtomicInteger doneAtReturn = new AtomicInteger();
            Thread second = new Thread(() -> {
                queue.enqueue("2");
                doneAtReturn.set(done.get());
            });
            second.start();
            while (queue.size() < 2) {
                Thread.onSpinWait();
            }
            go.countDown();
            first.join(20_000);
            second.join(20_000);
            assertThat(doneAtReturn).hasValue(2);
            assertThat(worker.counts().acked()).isEqualTo(2);
        }
    }

    @Test
    void aStopWaitsForTheThreadThatRunsAJobAndThenInterruptsIt() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        WorkerHandle worker = queue.worker("w", job -> {
            entered.countDown();
            new CountDownLatch(1).await();
        });
        Thread caller = new Thread(() -> queue.enqueue("1"));
        caller.start();
        assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(worker.running()).isOne();
        assertThat(worker.stop(Duration.ofMillis(10))).isFalse();
        caller.join(20_000);
        assertThat(caller.isAlive()).isFalse();
        assertThat(worker.isRunning()).isFalse();
        assertThat(queue.stats().due()).isOne();
    }

    @Test
    void aTimeLimitIsNotInForce() {
        WorkerOptions options =
                WorkerOptions.builder().timeout(Duration.ofNanos(1)).build();
        try (WorkerHandle worker = queue.worker("w", job -> handled.add(job.payloadJson()), options)) {
            queue.enqueue("1");
            assertThat(worker.counts().acked()).isOne();
        }
    }

    @Test
    void theThreadThatRenewsLocksRunsNoJobs() {
        LockOptions renewed =
                LockOptions.builder().ttl(Duration.ofSeconds(2)).autoRenew(true).build();
        List<Thread> threads = new ArrayList<>();
        try (WorkerHandle worker = queue.worker("w", job -> threads.add(Thread.currentThread()));
                LockHandle lock = db.tryLock("l", renewed).orElseThrow()) {
            long first = lockExpiresAt();
            queue.enqueue(
                    "1", EnqueueOptions.builder().delay(Duration.ofSeconds(1)).build());
            long start = System.nanoTime();
            try (UpdateEvents updates = db.updateEvents()) {
                while (lockExpiresAt() < first + 3) {
                    assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(20));
                    updates.awaitUpdate(Duration.ofMillis(50));
                }
            }
            assertThat(queue.stats().due()).isOne();
            queue.enqueue("2");
            assertThat(threads).containsExactly(Thread.currentThread(), Thread.currentThread());
            assertThat(worker.counts().acked()).isEqualTo(2);
            assertThat(lock.name()).isEqualTo("l");
        }
    }

    private long lockExpiresAt() {
        return db.query("SELECT max(expires_at) AS at FROM _honker_locks")
                .get(0)
                .getLong("at");
    }
}
