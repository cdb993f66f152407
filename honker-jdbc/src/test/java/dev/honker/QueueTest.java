package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each operation of a queue, on a real file. */
class QueueTest extends DatabaseFixture {

    private Queue queue;

    @BeforeEach
    void queue() {
        queue = db.queue("mail");
    }

    // ---- enqueue

    @Test
    void anEnqueuedJobHasTheDefaultsOfTheContract() {
        long id = queue.enqueue("{\"a\":1}");
        LiveJob job = queue.getJob(id).orElseThrow();
        assertThat(job.queue()).isEqualTo("mail");
        assertThat(job.payloadJson()).isEqualTo("{\"a\":1}");
        assertThat(job.state()).isEqualTo(JobState.PENDING);
        assertThat(job.priority()).isZero();
        assertThat(job.attempts()).isZero();
        assertThat(job.maxAttempts()).isEqualTo(3);
        assertThat(job.workerId()).isNull();
        assertThat(job.expiresAt()).isNull();
        assertThat(job.runAt()).isEqualTo(job.createdAt());
    }

    @Test
    void delayExpiryPriorityAndAttemptsAreStored() {
        long id = queue.enqueue(
                "{}",
                EnqueueOptions.builder()
                        .delay(Duration.ofSeconds(100))
                        .expires(Duration.ofSeconds(200))
                        .priority(-4)
                        .maxAttempts(9)
                        .build());
        assertThat(number("SELECT run_at - created_at FROM _honker_live WHERE id = ?", id))
                .isBetween(100L, 101L);
        assertThat(number("SELECT expires_at - created_at FROM _honker_live WHERE id = ?", id))
                .isEqualTo(200);
        LiveJob job = queue.getJob(id).orElseThrow();
        assertThat(job.priority()).isEqualTo(-4);
        assertThat(job.maxAttempts()).isEqualTo(9);
    }

    @Test
    void fractionsOfSecondsRoundUpAndColumnsStayIntegers() {
        Instant at = Instant.ofEpochSecond(4_000_000_000L, 1);
        long id = queue.enqueue("{}", EnqueueOptions.builder().runAt(at).build());
        assertThat(queue.getJob(id).orElseThrow().runAt()).isEqualTo(Instant.ofEpochSecond(4_000_000_001L));
        long delayed = queue.enqueue(
                "{}", EnqueueOptions.builder().delay(Duration.ofMillis(1)).build());
        assertThat(number("SELECT run_at - created_at FROM _honker_live WHERE id = ?", delayed))
                .isBetween(1L, 2L);
        assertThat(number("SELECT count(*) FROM _honker_live WHERE typeof(run_at) != 'integer'"))
                .isZero();
    }

    @Test
    void aBatchKeepsItsOrderAndReturnsTheIds() {
        List<String> payloads =
                IntStream.range(0, 1000).mapToObj(i -> "{\"n\":" + i + "}").toList();
        List<Long> ids = queue.enqueueAll(payloads);
        assertThat(ids).hasSize(1000).isSorted().doesNotHaveDuplicates();
        assertThat(queue.getJob(ids.get(617)).orElseThrow().payloadJson()).isEqualTo("{\"n\":617}");
        assertThat(queue.enqueueAll(List.of())).isEmpty();
    }

    // ---- claims

    @Test
    void oneClaimHandsOutInClaimOrderAndOneJobOnce() {
        long low = queue.enqueue("{}");
        long high = queue.enqueue("{}", EnqueueOptions.builder().priority(1).build());
        assertThat(queue.claimBatch("w", 5)).extracting(Job::id).containsExactly(high, low);
        assertThat(queue.claimOne("other")).isEmpty();
    }

    @Test
    void aClaimedJobCarriesTheRowsValues() {
        long id = queue.enqueue(
                "{}", EnqueueOptions.builder().priority(7).maxAttempts(5).build());
        Job job = queue.claimOne("w").orElseThrow();
        assertThat(job.id()).isEqualTo(id);
        assertThat(job.queue()).isEqualTo("mail");
        assertThat(job.workerId()).isEqualTo("w");
        assertThat(job.priority()).isEqualTo(7);
        assertThat(job.maxAttempts()).isEqualTo(5);
        assertThat(job.expiresAt()).isEmpty();
        assertThat(job.createdAt()).isEqualTo(job.runAt());
        assertThat(job.claimExpiresAt())
                .isEqualTo(Instant.ofEpochSecond(number("SELECT claim_expires_at FROM _honker_live WHERE id = ?", id)));
        assertThat(job).hasToString("job " + id + " of queue mail, attempt 1 of 5, held by w");
    }

    @Test
    void ackDeletesTheJobOnce() {
        queue.enqueue("{}");
        Job job = queue.claimOne("w").orElseThrow();
        assertThat(job.ack()).isTrue();
        assertThat(job.ack()).isFalse();
        assertThat(queue.size()).isZero();
    }

    @Test
    void ackBatchCountsTheJobsThatWereHeld() {
        List<Long> ids = queue.enqueueAll(List.of("{}", "{}", "{}"));
        queue.claimBatch("w", 2);
        assertThat(queue.ackBatch(ids, "w")).isEqualTo(2);
        assertThat(queue.ackBatch(List.of(), "w")).isZero();
        assertThat(queue.size()).isOne();
    }

    @Test
    void aStaleHandleOfAnEarlierAttemptSettlesNothing() {
        queue.enqueue("{}");
        Job first = queue.claimOne("w").orElseThrow();
        execute("UPDATE _honker_live SET claim_expires_at = unixepoch() - 1");
        Job second = queue.claimOne("w").orElseThrow();
        assertThat(second.attempts()).isEqualTo(2);
        assertThat(first.ack()).isFalse();
        assertThat(first.retry(Duration.ZERO, "x")).isFalse();
        assertThat(first.fail("x")).isFalse();
        assertThat(first.heartbeat()).isFalse();
        assertThat(first.release()).isFalse();
        assertThat(second.ack()).isTrue();
    }

    @Test
    void retryFailHeartbeatAndReleaseByIdDoWhatTheContractSays() {
        long id = queue.enqueue("{}");
        queue.claimOne("w");
        assertThat(queue.heartbeat(id, "other")).isFalse();
        assertThat(queue.heartbeat(id, "w", Duration.ofSeconds(1000))).isTrue();
        assertThat(number("SELECT claim_expires_at - unixepoch() FROM _honker_live"))
                .isBetween(995L, 1000L);
        assertThat(queue.release(id, "w")).isTrue();
        assertThat(queue.getJob(id).orElseThrow().attempts()).isZero();
        queue.claimOne("w");
        assertThat(queue.retry(id, "w", Duration.ZERO, "again")).isTrue();
        assertThat(queue.getJob(id).orElseThrow().attempts()).isOne();
        queue.claimOne("w");
        assertThat(queue.fail(id, "w", "enough")).isTrue();
        assertThat(queue.ack(id, "w")).isFalse();
        assertThat(queue.deadLetters().get(id).orElseThrow().lastError()).isEqualTo("enough");
    }

    @Test
    void cancelTakesTheJobFromWhoeverHoldsIt() {
        long id = queue.enqueue("{}");
        Job job = queue.claimOne("w").orElseThrow();
        assertThat(queue.cancel(id)).isTrue();
        assertThat(queue.cancel(id)).isFalse();
        assertThat(job.ack()).isFalse();
        assertThat(queue.getJob(id)).isEmpty();
    }

    @Test
    void nextClaimAtIsTheEarliestDeadline() {
        assertThat(queue.nextClaimAt()).isZero();
        Instant at = Instant.ofEpochSecond(4_000_000_000L);
        queue.enqueue("{}", EnqueueOptions.builder().runAt(at).build());
        assertThat(queue.nextClaimAt()).isEqualTo(4_000_000_000L);
    }

    @Test
    void sweepExpiredMakesDeadLetters() {
        long id = queue.enqueue(
                "{}", EnqueueOptions.builder().expires(Duration.ofSeconds(1)).build());
        execute("UPDATE _honker_live SET expires_at = unixepoch() WHERE id = ?", id);
        assertThat(queue.claimOne("w")).isEmpty();
        assertThat(queue.sweepExpired()).isOne();
        assertThat(queue.deadLetters().get(id).orElseThrow().lastError()).isEqualTo("expired");
    }

    // ---- unique jobs

    @Test
    void aDuplicateIsKeptReplacedOrRefused() {
        UniqueJob first = queue.enqueueUnique("k", "{\"v\":1}", OnDuplicate.KEEP);
        assertThat(first.outcome()).isEqualTo(UniqueJob.Outcome.ENQUEUED);
        assertThat(queue.enqueueUnique("k", "{\"v\":2}", OnDuplicate.KEEP))
                .isEqualTo(new UniqueJob(first.id(), UniqueJob.Outcome.KEPT));
        assertThat(queue.getJob(first.id()).orElseThrow().payloadJson()).isEqualTo("{\"v\":1}");
        assertThat(queue.enqueueUnique("k", "{\"v\":3}", OnDuplicate.REPLACE))
                .isEqualTo(new UniqueJob(first.id(), UniqueJob.Outcome.REPLACED));
        assertThat(queue.getJob(first.id()).orElseThrow().payloadJson()).isEqualTo("{\"v\":3}");
        assertThatThrownBy(() -> queue.enqueueUnique("k", "{}", OnDuplicate.FAIL))
                .isInstanceOfSatisfying(DuplicateJobException.class, e -> {
                    assertThat(e.existingId()).isEqualTo(first.id());
                    assertThat(e).hasMessageContaining("mail").hasMessageContaining("k");
                });
        assertThat(queue.size()).isOne();
        queue.claimOne("w").orElseThrow().ack();
        assertThat(queue.enqueueUnique("k", "{}", OnDuplicate.FAIL).outcome()).isEqualTo(UniqueJob.Outcome.ENQUEUED);
    }

    // ---- the queue as a whole

    @Test
    void statsTellTheConditionsApart() {
        queue.enqueue("{}");
        queue.enqueue("{}", EnqueueOptions.builder().delay(Duration.ofHours(1)).build());
        long held = queue.enqueue("{}", EnqueueOptions.builder().priority(9).build());
        queue.claimOne("w");
        QueueStats stats = queue.stats();
        assertThat(stats.due()).isOne();
        assertThat(stats.delayed()).isOne();
        assertThat(stats.held()).isOne();
        assertThat(stats.lapsed() + stats.expired() + stats.dead()).isZero();
        assertThat(stats.paused()).isFalse();
        assertThat(stats.oldestDueAge()).isNotNull();
        assertThat(queue.size()).isEqualTo(3);
        queue.fail(held, "w", "x");
        assertThat(queue.stats().dead()).isOne();
    }

    @Test
    void deadLettersAreListedRedrivenAndDeleted() {
        List<Long> ids = queue.enqueueAll(List.of("{}", "{}", "{}"));
        queue.claimBatch("w", 3).forEach(job -> job.fail("broken"));
        DeadLetters dead = queue.deadLetters();
        assertThat(dead.count()).isEqualTo(3);
        assertThat(dead.list(2)).extracting(DeadLetter::id).containsExactly(ids.get(0), ids.get(1));
        assertThat(dead.list(ids.get(1), 2)).extracting(DeadLetter::id).containsExactly(ids.get(2));
        assertThat(dead.redrive(ids.get(0))).isTrue();
        assertThat(dead.redrive(ids.get(0))).isFalse();
        assertThat(queue.getJob(ids.get(0)).orElseThrow().attempts()).isZero();
        assertThat(dead.delete(ids.get(1))).isTrue();
        assertThat(dead.redriveAll(10)).isOne();
        assertThat(queue.claimBatch("w", 5)).extracting(Job::id).containsExactly(ids.get(0), ids.get(2));
        assertThat(db.queue("other").deadLetters().count()).isZero();
    }

    @Test
    void oldDeadLettersAreDeletedByAge() {
        queue.enqueueAll(List.of("{}", "{}"));
        queue.claimBatch("w", 2).forEach(job -> job.fail("broken"));
        execute("UPDATE _honker_dead SET died_at = died_at - 1000 WHERE id = 1");
        assertThat(queue.deadLetters().deleteOlderThan(Duration.ofSeconds(500))).isOne();
        assertThat(queue.deadLetters().list(5)).extracting(DeadLetter::id).containsExactly(2L);
    }

    // ---- handles

    @Test
    void oneNameMeansOneHandleAndOneSetOfOptions() {
        assertThat(db.queue("mail")).isSameAs(queue);
        assertThat(db.queue("mail", QueueOptions.defaults())).isSameAs(queue);
        assertThat(db.queue("mail", QueueOptions.builder().maxAttempts(3).build()))
                .isSameAs(queue);
        assertThatThrownBy(() ->
                        db.queue("mail", QueueOptions.builder().maxAttempts(1).build()))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContaining("queue mail is in use with other options")
                .hasMessageContaining("QueueOptions[visibilityTimeout=300 s, maxAttempts=3]");
        assertThat(queue.database()).isSameAs(db);
    }

    // ---- bad input

    @Test
    void badInputIsRefusedBeforeAnyEffect() {
        assertRefused(() -> db.queue(" "), "queue name must not be blank");
        assertRefused(() -> queue.enqueue((String) null), "payload must not be null");
        assertRefused(() -> queue.enqueue("{}", null), "options must not be null");
        assertRefused(() -> queue.enqueueAll(Arrays.asList("{}", null)), "element 1 is null");
        assertRefused(
                () -> queue.enqueueAll(Collections.nCopies(100_001, "{}")),
                "payloads must hold at most 100000 elements, but is 100001");
        assertRefused(() -> queue.claimOne(" "), "workerId must not be blank");
        assertRefused(() -> queue.claimBatch("w", 0), "n must be between 1 and 10000, but is 0");
        assertRefused(() -> queue.claimBatch("w", 10_001), "n must be between 1 and 10000, but is 10001");
        assertRefused(() -> queue.retry(1, "w", Duration.ofSeconds(-1), ""), "delay must not be negative, but is -1 s");
        assertRefused(() -> queue.heartbeat(1, "w", Duration.ZERO), "extend must be positive, but is 0 s");
        assertRefused(() -> queue.fail(1, "w", null), "error must not be null");
        assertRefused(() -> queue.ack(1, ""), "workerId must not be blank");
        assertRefused(() -> queue.ackBatch(Collections.nCopies(100_001, 1L), "w"), "ids must hold at most 100000");
        assertRefused(() -> queue.saveResult(1, null), "value must not be null");
        assertRefused(() -> queue.enqueueUnique("", "{}", OnDuplicate.KEEP), "key must not be blank");
        assertRefused(() -> queue.enqueueUnique("k", "{}", null), "onDuplicate must not be null");
        assertRefused(() -> queue.worker("", job -> {}), "workerName must not be blank");
        assertRefused(() -> queue.worker("w", null), "handler must not be null");
        assertRefused(() -> queue.deadLetters().list(-1, 1), "afterId must not be negative, but is -1");
        assertRefused(() -> queue.deadLetters().list(0), "limit must be between 1 and 10000, but is 0");
        assertRefused(() -> queue.drain(Duration.ofSeconds(-1)), "timeout must not be negative, but is -1 s");
        assertRefused(() -> queue.in((Transaction) null), "tx must not be null");
        assertThat(queue.size()).isZero();
    }

    @Test
    void aDelayBeyondTheEndOfTimeIsRefusedBeforeAnyEffect() {
        assertThatThrownBy(() -> queue.enqueue(
                        "{}",
                        EnqueueOptions.builder()
                                .delay(Duration.ofSeconds(Long.MAX_VALUE))
                                .build()))
                .isInstanceOf(HonkerException.class)
                .hasMessageContaining("delay");
        assertThat(queue.size()).isZero();
    }

    @Test
    void aClosedDatabaseRefusesEveryHandle() {
        queue.enqueue("{}");
        Job job = queue.claimOne("w").orElseThrow();
        Stream stream = db.stream("s");
        db.close();
        for (Runnable call : List.<Runnable>of(
                () -> queue.enqueue("{}"),
                () -> queue.claimOne("w"),
                job::ack,
                () -> queue.stats(),
                () -> db.notify("c", "{}"),
                () -> stream.publish("{}"),
                () -> db.queue("new"),
                () -> db.transactionVoid(tx -> {}),
                () -> queue.waitResultAsync(1, WaitOptions.forever()),
                () -> db.tryLock("l"),
                () -> db.listen("c"),
                db::updateEvents)) {
            assertThatThrownBy(call::run)
                    .isInstanceOf(HonkerClosedException.class)
                    .hasMessageContaining("the database is closed");
        }
        db.close();
        assertThat(db.isClosed()).isTrue();
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatThrownBy(call)
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContaining(message);
    }
}
