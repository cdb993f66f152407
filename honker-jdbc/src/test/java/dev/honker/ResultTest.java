package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Results of jobs and the waits for them. */
class ResultTest extends DatabaseFixture {

    private static final WaitOptions LONG = WaitOptions.timeout(Duration.ofSeconds(20));

    private Queue queue;

    @BeforeEach
    void queue() {
        queue = db.queue("mail");
    }

    @Test
    void aResultThatIsThereIsReturnedAtOnce() {
        queue.saveResult(7, "{\"ok\":true}");
        assertThat(queue.getResult(7)).contains("{\"ok\":true}");
        assertThat(queue.waitResult(7, LONG)).isEqualTo("{\"ok\":true}");
        assertThat(queue.getResult(8)).isEmpty();
    }

    @Test
    void aWaitForAResultThatIsThereIsOverBeforeItReturns() {
        queue.saveResult(7, "1");
        assertThat(queue.waitResultAsync(7, LONG)).isCompletedWithValue("1");
    }

    @Test
    void aWaitThatJoinsAnotherFindsWhatWasThereBefore() throws Exception {
        WaitOptions noPoll = WaitOptions.builder()
                .timeout(Duration.ofSeconds(60))
                .fallbackPollInterval(Duration.ofHours(1))
                .build();
        queue.saveResult(7, "1");
        CompletableFuture<String> other = queue.waitResultAsync(6, noPoll);
        CompletableFuture<String> first = queue.waitResultAsync(5, noPoll);
        queue.saveResult(5, "1");
        // why: once it has seen this one, the waiter has nothing to look for but job 6
        assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo("1");
        CompletableFuture<String> late = queue.waitResultAsync(7, noPoll, Runnable::run);
        assertThat(late.get(20, TimeUnit.SECONDS)).isEqualTo("1");
        assertThat(other).isNotDone();
    }

    @Test
    void aWaitInsideATransactionDoesNotSeeItsOwnUncommittedResult() {
        db.transactionVoid(tx -> {
            queue.saveResult(tx, 7, "1", ResultOptions.neverExpires());
            assertThat(queue.waitResultAsync(7, LONG)).isNotDone();
        });
    }

    @Test
    void aWaitEndsWhenTheResultIsCommitted() throws Exception {
        CompletableFuture<String> result = queue.waitResultAsync(7, LONG);
        db.transactionVoid(tx -> {
            queue.saveResult(tx, 7, "1", ResultOptions.ttl(Duration.ofMinutes(1)));
            assertThat(result).isNotDone();
        });
        assertThat(result.get(20, TimeUnit.SECONDS)).isEqualTo("1");
    }

    @Test
    void aWaitIsWokenByTheCommitAndNotByThePoll() throws Exception {
        CompletableFuture<String> result = queue.waitResultAsync(
                7,
                WaitOptions.builder()
                        .timeout(null)
                        .fallbackPollInterval(Duration.ofHours(1))
                        .build());
        queue.saveResult(7, "1");
        assertThat(result.get(20, TimeUnit.SECONDS)).isEqualTo("1");
    }

    @Test
    void manyWaitsAreServedByOneThread() throws Exception {
        List<CompletableFuture<String>> results = new ArrayList<>();
        // why: the thread of an earlier test may be about to end
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        for (int i = 1; i <= 200; i++) {
            results.add(queue.waitResultAsync(i, LONG));
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("honker-results") && !before.contains(thread))
                .hasSize(1);
        for (int i = 1; i <= 200; i++) {
            queue.saveResult(i, "" + i);
        }
        for (int i = 1; i <= 200; i++) {
            assertThat(results.get(i - 1).get(20, TimeUnit.SECONDS)).isEqualTo("" + i);
        }
    }

    @Test
    void aWaitTimesOutWithTheTextOfTheContract() {
        assertThatThrownBy(() -> queue.waitResult(7, WaitOptions.timeout(Duration.ofMillis(20))))
                .isInstanceOf(HonkerTimeoutException.class)
                .hasMessage("waitResult(7) timed out");
        assertThatThrownBy(() -> queue.waitResultAsync(8, WaitOptions.timeout(Duration.ofMillis(20)))
                        .get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(HonkerTimeoutException.class);
    }

    @Test
    void aJobThatDiesEndsTheWaitForItsResult() {
        long id = queue.enqueue("{}");
        CompletableFuture<String> result = queue.waitResultAsync(id, WaitOptions.forever());
        queue.claimOne("w").orElseThrow().fail("broken");
        assertThatThrownBy(() -> result.get(20, TimeUnit.SECONDS))
                .hasCauseInstanceOf(JobDeadException.class)
                .hasMessageContaining("broken");
        assertThatThrownBy(() -> queue.waitResult(id, LONG))
                .isInstanceOfSatisfying(
                        JobDeadException.class, e -> assertThat(e.jobId()).isEqualTo(id));
    }

    @Test
    void anExpiredResultIsGoneAndIsSwept() {
        queue.saveResult(7, "1", ResultOptions.ttl(Duration.ofSeconds(1)));
        execute("UPDATE _honker_results SET expires_at = unixepoch()");
        assertThat(queue.getResult(7)).isEmpty();
        assertThat(queue.sweepResults()).isOne();
        assertThat(db.sweepResults()).isZero();
    }

    @Test
    void whatDependsOnAResultRunsOnTheGivenExecutor() throws Exception {
        AtomicReference<String> thread = new AtomicReference<>();
        CompletableFuture<Void> seen = queue.waitResultAsync(7, LONG, task -> new Thread(task, "mine").start())
                .thenAccept(value -> thread.set(Thread.currentThread().getName()));
        queue.saveResult(7, "1");
        seen.get(20, TimeUnit.SECONDS);
        assertThat(thread).hasValue("mine");
    }

    @Test
    void closingTheDatabaseEndsAllWaits() {
        CompletableFuture<String> result = queue.waitResultAsync(7, WaitOptions.forever());
        db.close();
        assertThatThrownBy(() -> result.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(HonkerClosedException.class);
    }

    @Test
    void anInterruptedWaitKeepsTheFlag() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> queue.waitResult(7, LONG)).hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }
}
