package dev.honker.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.Database;
import dev.honker.DeadLetter;
import dev.honker.Honker;
import dev.honker.Job;
import dev.honker.Queue;
import dev.honker.QueueOptions;
import dev.honker.it.support.Clock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Claims that lapse, are cancelled or are over, and what their holders can still do. */
class LapsedClaimTest {

    /** For claims that must still hold a statement later, on a machine that stands still for a second too. */
    private static final Duration PATIENT = Duration.ofSeconds(3);

    @TempDir
    private Path folder;

    private Database database;

    @BeforeEach
    void open() {
        database = Honker.open(folder.resolve("app.db"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void jobWithTwoAttemptsThatBothLapseIsADeadLetterAtTheThirdClaim() {
        Queue queue = queue(2);
        long id = queue.enqueue("{\"n\":1}");
        assertThat(lapse(queue, "first").attempts()).isEqualTo(1);
        assertThat(lapse(queue, "second").attempts()).isEqualTo(2);
        assertThat(queue.deadLetters().count()).as("before the third claim").isZero();
        assertThat(queue.claimOne("third")).isEmpty();
        assertThat(queue.size()).isZero();
        List<DeadLetter> dead = queue.deadLetters().list(10);
        assertThat(dead).hasSize(1);
        assertThat(dead.get(0).id()).isEqualTo(id);
        assertThat(dead.get(0).attempts()).isEqualTo(2);
        assertThat(dead.get(0).maxAttempts()).isEqualTo(2);
        assertThat(dead.get(0).payloadJson()).isEqualTo("{\"n\":1}");
        assertThat(dead.get(0).lastError()).isEqualTo("max attempts exceeded");
        assertThat(queue.claimOne("fourth")).isEmpty();
        assertThat(queue.deadLetters().count()).isOne();
    }

    @Test
    void lastAttemptThatIsStillHeldIsNeitherStolenNorBuriedAndItsAckCounts() {
        Queue queue = database.queue("q");
        queue.enqueue("p", dev.honker.EnqueueOptions.builder().maxAttempts(1).build());
        Job held = queue.claimOne("holder").orElseThrow();
        assertThat(held.attempts()).isEqualTo(held.maxAttempts());
        for (int i = 0; i < 3; i++) {
            assertThat(queue.claimBatch("thief", 10)).isEmpty();
        }
        assertThat(queue.deadLetters().count()).isZero();
        assertThat(held.ack()).isTrue();
        assertThat(queue.size()).isZero();
    }

    @Test
    void callsByIdAndWorkerFindNothingOfALapsedClaimEvenIfNobodyHasTakenIt() {
        Queue queue = queue(3);
        long id = queue.enqueue("p");
        lapse(queue, "late");
        assertThat(queue.heartbeat(id, "late")).isFalse();
        assertThat(queue.ack(id, "late")).isFalse();
        assertThat(queue.ackBatch(List.of(id), "late")).isZero();
        assertThat(queue.retry(id, "late", Duration.ZERO, "e")).isFalse();
        assertThat(queue.fail(id, "late", "e")).isFalse();
        assertThat(queue.release(id, "late")).isFalse();
        assertThat(queue.deadLetters().count()).isZero();
        assertThat(queue.claimOne("heir").orElseThrow().attempts()).isEqualTo(2);
    }

    @Test
    void jobEndsOrExtendsItsLapsedClaimWhileNobodyHasTakenIt() {
        Map<String, Predicate<Job>> ends = new LinkedHashMap<>();
        ends.put("ack", Job::ack);
        ends.put("retry", job -> job.retry(Duration.ZERO, "e"));
        ends.put("fail", job -> job.fail("e"));
        ends.put("release", Job::release);
        ends.put("heartbeat", Job::heartbeat);
        ends.put("ackIn", job -> database.transaction(tx -> job.ackIn(tx)));
        ends.put("retryIn", job -> database.transaction(tx -> job.retryIn(tx, Duration.ZERO, "e")));
        ends.put("failIn", job -> database.transaction(tx -> job.failIn(tx, "e")));
        Queue queue = queue(3);
        queue.enqueueAll(Collections.nCopies(ends.size(), "p"));
        List<Job> late = queue.claimBatch("late", ends.size());
        Clock.awaitAfter(database, late.get(0).claimExpiresAt().getEpochSecond());
        assertThat(queue.stats().lapsed()).isEqualTo(ends.size());
        Iterator<Job> jobs = late.iterator();
        ends.forEach((what, end) -> assertThat(end.test(jobs.next())).as(what).isTrue());
        assertThat(queue.stats().lapsed()).isZero();
        assertThat(queue.deadLetters().count()).as("failed").isEqualTo(2);
        assertThat(queue.stats().due()).as("retried or released").isEqualTo(3);
        assertThat(queue.stats().held()).as("extended").isOne();
    }

    @Test
    void jobFindsNothingOfItsLapsedClaimOnceSomebodyElseHasTakenIt() {
        Queue queue = queue(3, PATIENT);
        queue.enqueue("p");
        Job late = lapse(queue, "late");
        Job taken = queue.claimOne("heir").orElseThrow();
        assertThat(late.heartbeat()).isFalse();
        assertThat(late.ack()).isFalse();
        assertThat(late.retry(Duration.ZERO, "e")).isFalse();
        assertThat(late.fail("e")).isFalse();
        assertThat(late.release()).isFalse();
        database.transactionVoid(tx -> {
            assertThat(late.ackIn(tx)).isFalse();
            assertThat(late.retryIn(tx, Duration.ZERO, "e")).isFalse();
            assertThat(late.failIn(tx, "e")).isFalse();
        });
        assertThat(queue.deadLetters().count()).isZero();
        assertThat(taken.ack()).isTrue();
    }

    @Test
    void handleOfAnEarlierClaimStaysUselessWhenTheSameWorkerClaimsTheJobAgain() {
        Queue queue = queue(3, PATIENT);
        queue.enqueue("p");
        Job first = lapse(queue, "worker");
        Job second = queue.claimOne("worker").orElseThrow();
        assertThat(second.attempts()).isEqualTo(2);
        assertThat(first.heartbeat()).isFalse();
        assertThat(first.retry(Duration.ZERO, "e")).isFalse();
        assertThat(first.fail("e")).isFalse();
        assertThat(first.release()).isFalse();
        assertThat(first.ack()).isFalse();
        assertThat(second.ack()).isTrue();
    }

    @Test
    void acknowledgementAndHeartbeatOfACancelledJobFindNothing() {
        Queue queue = database.queue("q");
        long id = queue.enqueue("p");
        Job held = queue.claimOne("holder").orElseThrow();
        assertThat(queue.cancel(id)).isTrue();
        assertThat(queue.cancel(id)).isFalse();
        assertThat(held.heartbeat()).isFalse();
        assertThat(held.ack()).isFalse();
        assertThat(queue.ack(id, "holder")).isFalse();
        assertThat(queue.deadLetters().count()).isZero();
    }

    @Test
    void heartbeatKeepsTheClaimBeyondItsFirstTimeout() {
        Queue queue = queue(3, PATIENT);
        queue.enqueue("p");
        Job held = queue.claimOne("holder").orElseThrow();
        long firstDeadline = held.claimExpiresAt().getEpochSecond();
        assertThat(held.heartbeat(Duration.ofMinutes(1))).isTrue();
        assertThat(held.claimExpiresAt().getEpochSecond())
                .isGreaterThanOrEqualTo(firstDeadline - PATIENT.toSeconds() + 60);
        Clock.awaitAfter(database, firstDeadline);
        assertThat(queue.claimOne("thief")).isEmpty();
        assertThat(held.ack()).isTrue();
    }

    private Queue queue(int maxAttempts) {
        return queue(maxAttempts, Duration.ofSeconds(1));
    }

    private Queue queue(int maxAttempts, Duration visibilityTimeout) {
        return database.queue(
                "q",
                QueueOptions.builder()
                        .visibilityTimeout(visibilityTimeout)
                        .maxAttempts(maxAttempts)
                        .build());
    }

    private Job lapse(Queue queue, String worker) {
        Job claimed = queue.claimOne(worker).orElseThrow();
        Clock.awaitAfter(database, claimed.claimExpiresAt().getEpochSecond());
        return claimed;
    }
}
