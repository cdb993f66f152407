package dev.honker.internal.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.EnqueueOptions;
import dev.honker.HonkerInvalidOptionException;
import dev.honker.WaitOptions;
import dev.honker.WorkerHandle;
import dev.honker.WorkerOptions;
import dev.honker.internal.access.DatabaseAccess;
import dev.honker.internal.access.OwnConnections;
import dev.honker.jdbc.HonkerDataSource;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs that decide about their job, and leave a result. */
class WorkerResultTest extends WorkerFixture {

    private static final WaitOptions PATIENT = WaitOptions.timeout(Duration.ofSeconds(20));

    private DatabaseAccess access;

    @BeforeEach
    void openAccess() {
        access = new DatabaseAccess(
                new OwnConnections(new HonkerDataSource("jdbc:honker:sqlite:" + file), 9, Duration.ofSeconds(20)));
    }

    @AfterEach
    void closeAccess() {
        access.close();
    }

    private WorkerHandle start(JobRun run, WorkerOptions options) {
        return Workers.start(
                access, queue.name(), "w", queue.options().visibilityTimeout(), run, options, (QueueHome) db);
    }

    private static boolean workerSleeps() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread ->
                        thread.getName().equals("honker-worker-w") && thread.getState() == Thread.State.TIMED_WAITING);
    }

    @Test
    void theResultIsSavedInTheTransactionThatEndsTheJob() {
        execute("CREATE TABLE seen(results INTEGER)");
        execute("CREATE TRIGGER at_the_result AFTER INSERT ON _honker_results"
                + " BEGIN INSERT INTO seen SELECT count(*) FROM _honker_live WHERE id = NEW.job_id; END");
        try (WorkerHandle worker = start(
                (job, limit) -> new Outcome.Ack("{\"ok\":1}", 3600), options().build())) {
            long id = queue.enqueue("{}");
            assertThat(queue.waitResult(id, PATIENT)).isEqualTo("{\"ok\":1}");
            assertThat(queue.getJob(id)).isEmpty();
            assertThat(number("SELECT results FROM seen")).isZero();
            assertThat(number("SELECT expires_at - unixepoch() FROM _honker_results"))
                    .isBetween(3_500L, 3_600L);
            await(() -> worker.counts().acked() == 1);
        }
    }

    @Test
    void aRunThatHasLostItsClaimLeavesNoResult() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        JobRun run = (job, limit) -> {
            handled.add(job);
            go.await();
            return new Outcome.Ack("1", 0);
        };
        try (WorkerHandle worker = start(run, options().build())) {
            long id = queue.enqueue("{}");
            next();
            queue.cancel(id);
            go.countDown();
            await(() -> worker.counts().lost() == 1);
            assertThat(number("SELECT count(*) FROM _honker_results")).isZero();
        }
    }

    @Test
    void aResultThatCannotBeSavedDoesNotMakeItsJobRunAgainNorTouchesTheOthers() {
        execute("CREATE TRIGGER refuse BEFORE INSERT ON _honker_results WHEN NEW.value = '\"bad\"'"
                + " BEGIN SELECT RAISE(ABORT, 'refused'); END");
        JobRun run = (job, limit) -> {
            handled.add(job);
            return new Outcome.Ack(job.payloadJson(), 0);
        };
        try (WorkerHandle worker = start(run, options().concurrency(3).build())) {
            queue.enqueue("\"good\"");
            long bad = queue.enqueue("\"bad\"");
            long other = queue.enqueue("\"other\"");
            await(() -> worker.counts().acked() == 3);
            assertThat(handled).hasSize(3);
            assertThat(queue.size()).isZero();
            assertThat(queue.getResult(bad)).isEmpty();
            assertThat(queue.getResult(other)).contains("\"other\"");
        }
    }

    @Test
    void aResultWaitsWhereTheJobItselfCannotBeSettled() {
        execute("CREATE TRIGGER keep BEFORE DELETE ON _honker_live BEGIN SELECT RAISE(ABORT, 'no deletes'); END");
        try (WorkerHandle worker =
                start((job, limit) -> new Outcome.Ack("1", 0), options().build())) {
            long id = queue.enqueue("{}");
            await(() -> worker.counts().claimed() == 1);
            assertThat(queue.getResult(id)).isEmpty();
            execute("DROP TRIGGER keep");
            await(() -> worker.counts().acked() == 1);
            assertThat(queue.getResult(id)).contains("1");
        }
    }

    @Test
    void aRunMayRetryOrFailItsJob() throws Exception {
        JobRun run = (job, limit) -> {
            handled.add(job);
            return job.attempts() == 1
                    ? new Outcome.Retry(Duration.ZERO, "once more")
                    : new Outcome.Fail("never again");
        };
        try (WorkerHandle worker = start(run, options().build())) {
            long id =
                    queue.enqueue("{}", EnqueueOptions.builder().maxAttempts(5).build());
            assertThat(next().attempts()).isOne();
            assertThat(next().attempts()).isEqualTo(2);
            await(() -> worker.counts().dead() == 1);
            assertThat(queue.deadLetters().get(id).orElseThrow().lastError()).isEqualTo("never again");
            assertThat(worker.counts().retried()).isOne();
        }
    }

    @Test
    void aRunMaySayWhatItsTimeoutMeans() {
        JobRun run = (job, limit) -> {
            limit.set(Duration.ofMillis(50), Outcome.Fail::new);
            new CountDownLatch(1).await();
            return Outcome.ACK;
        };
        try (WorkerHandle worker = start(run, options().build())) {
            long id = queue.enqueue("{}");
            await(() -> worker.counts().dead() == 1);
            assertThat(queue.deadLetters().get(id).orElseThrow().lastError()).isEqualTo("timeout after 0.05s");
        }
    }

    @Test
    void aLimitThatIsSetWhileTheWorkerSleepsIsKeptToo() {
        JobRun run = (job, limit) -> {
            while (!workerSleeps()) {
                Thread.onSpinWait();
            }
            limit.set(Duration.ofMillis(50));
            new CountDownLatch(1).await();
            return Outcome.ACK;
        };
        try (WorkerHandle worker = start(run, options().build())) {
            queue.enqueue("{}");
            await(() -> worker.counts().retried() == 1);
        }
    }

    @Test
    void aRunThatReturnsNothingAtAllHasFailed() {
        JobRun nothing = (job, limit) -> null;
        try (WorkerHandle worker = start(nothing, eager())) {
            long id = queue.enqueue("{}");
            await(() -> worker.counts().dead() == 1);
            assertThat(queue.deadLetters().get(id).orElseThrow().lastError()).contains("a run must return an outcome");
        }
    }

    @Test
    void anAckOfTheRunsOwnCountsMoreThanWhatItReturns() {
        JobRun run = (job, limit) -> {
            assertThat(job.ack()).isTrue();
            return new Outcome.Retry(Duration.ZERO, "too late");
        };
        try (WorkerHandle worker = start(run, options().build())) {
            queue.enqueue("{}");
            await(() -> worker.counts().acked() == 1);
            assertThat(queue.size()).isZero();
        }
    }

    @Test
    void aResultIsNotKeptForANegativeTime() {
        assertThatThrownBy(() -> new Outcome.Ack("1", -1))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessage("resultTtlSeconds must not be negative, but is -1");
    }
}
