package dev.honker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.honker.Database;
import dev.honker.Job;
import dev.honker.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** {@code queue}. */
class QueueTest extends CliFixture {

    private static final int PATIENCE_SECONDS = 60;

    @Test
    void pausedQueueHandsOutNothingUntilItIsResumed() {
        try (Database database = open()) {
            Queue queue = database.queue("q");
            queue.enqueue("1");
            honker("queue", "pause", "q").isOk().says("paused queue q");
            assertThat(queue.claimOne("w")).isEmpty();
            honker("queue", "pause", "q").isOk().says("queue q was paused already");
            honker("queue", "resume", "q").isOk().says("resumed queue q");
            assertThat(queue.claimOne("w")).isPresent();
            honker("queue", "resume", "q").isOk().says("queue q was not paused");
            honker("queue", "pause", "q").isOk().says("paused queue q; 1 job still held");
        }
    }

    @Test
    void pauseSaysInJsonWhetherItChangedAnything() {
        open().close();
        JsonNode first = honker("queue", "pause", "q", "--json").isOk().json();
        assertThat(first.get("paused").asBoolean()).isTrue();
        assertThat(first.get("changed").asBoolean()).isTrue();
        assertThat(honker("queue", "pause", "q", "--json")
                        .isOk()
                        .json()
                        .get("changed")
                        .asBoolean())
                .isFalse();
        assertThat(honker("queue", "resume", "q", "--json")
                        .isOk()
                        .json()
                        .get("paused")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void nameWithoutJobsIsPausedButRemarkedOn() {
        open().close();
        Result result = honker("queue", "pause", "typo").isOk();
        assertThat(result.err()).contains("queue typo has no job");
        assertThat(honker("stats").isOk().out()).contains("typo");
    }

    @Test
    void drainFailsWhenTheTimeIsOverBeforeTheJobsAreDone() {
        try (Database database = open()) {
            Queue queue = database.queue("q");
            queue.enqueue("1");
            queue.enqueue("2");
            Job job = queue.claimOne("w").orElseThrow();
            honker("queue", "drain", "q", "--timeout", "10ms")
                    .failed("queue q is not drained after")
                    .failed(": 1 due, 1 held, 0 lapsed");
            queue.ack(job.id(), "w");
            honker("queue", "drain", "q", "--timeout", "0s").failed("1 due, 0 held");
            assertThat(queue.isPaused()).as("drain changes nothing").isFalse();
        }
    }

    @Test
    void drainOfQueueWithoutDueJobsEndsAtOnce() {
        open().close();
        honker("queue", "drain", "q").isOk().says("drained queue q: no job is due or held");
        honker("enqueue", "q", "1", "--delay", "1h").isOk();
        honker("queue", "drain", "q").isOk().says("no job is due or held; 1 due later");
        assertThat(honker("queue", "drain", "q", "--json")
                        .isOk()
                        .json()
                        .get("delayed")
                        .asInt())
                .isOne();
    }

    @Test
    void drainOfPausedQueueWaitsOnlyForWhatIsHeld() {
        try (Database database = open()) {
            Queue queue = database.queue("q");
            queue.enqueue("1");
            queue.enqueue("2");
            Job job = queue.claimOne("w").orElseThrow();
            honker("queue", "pause", "q").isOk();
            honker("queue", "drain", "q", "--timeout", "0s").failed("1 due, 1 held, 0 lapsed, and it is paused");
            queue.ack(job.id(), "w");
            honker("queue", "drain", "q").isOk().says("no job is held; it is paused and 1 job due");
        }
    }

    @Test
    void drainWaitsForJobThatLapsedAsItRunsAgain() {
        open().close();
        execute("INSERT INTO _honker_live(queue, payload, state, worker_id, claim_expires_at)"
                + " VALUES ('q', '1', 'processing', 'w', unixepoch() - 60)");
        honker("queue", "drain", "q", "--timeout", "0s").failed("0 due, 0 held, 1 lapsed");
    }

    @Test
    void drainEndsWhenTheWorkersAreDone() throws Exception {
        try (Database database = open()) {
            Queue queue = database.queue("q");
            queue.enqueue("1");
            Job job = queue.claimOne("w").orElseThrow();
            CompletableFuture<Result> drain = CompletableFuture.supplyAsync(() -> honker("queue", "drain", "q"));
            queue.enqueue("2");
            queue.ack(job.id(), "w");
            queue.ack(queue.claimOne("w").orElseThrow().id(), "w");
            drain.get(PATIENCE_SECONDS, TimeUnit.SECONDS).isOk().says("drained queue q");
            assertThat(number("SELECT count(*) FROM _honker_live")).isZero();
        }
    }
}
