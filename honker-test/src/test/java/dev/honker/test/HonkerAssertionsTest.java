package dev.honker.test;

import static dev.honker.test.HonkerAssertions.assertDead;
import static dev.honker.test.HonkerAssertions.assertEnqueued;
import static dev.honker.test.HonkerAssertions.assertEnqueuedPayload;
import static dev.honker.test.HonkerAssertions.assertNotEnqueued;
import static dev.honker.test.HonkerAssertions.assertNothingEnqueued;
import static dev.honker.test.HonkerAssertions.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.Database;
import dev.honker.EnqueueOptions;
import dev.honker.HonkerInvalidOptionException;
import dev.honker.Job;
import dev.honker.Queue;
import dev.honker.TypedQueue;
import dev.honker.WorkerHandle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@HonkerTest(startsAt = "2026-01-05T12:00:00Z")
class HonkerAssertionsTest {

    record Mail(String to, int copies) {}

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private Database db;
    private Queue queue;
    private TypedQueue<Mail> mails;

    @BeforeEach
    void open(Database database) {
        db = database;
        queue = db.queue("mail");
        mails = db.queue("mail", Mail.class);
    }

    private static String failureOf(ThrowingCallable assertion) {
        AssertionError failure = org.assertj.core.api.Assertions.catchThrowableOfType(AssertionError.class, assertion);
        assertThat(failure).isNotNull();
        return failure.getMessage();
    }

    @Test
    void aJobIsFoundByItsPayloadAndByAnythingElseAboutIt() {
        queue.enqueue("{\"to\":\"bob\"}");
        long id = queue.enqueue(
                "{\"to\":\"ada\"}",
                EnqueueOptions.builder().delay(Duration.ofHours(1)).priority(7).build());
        assertThat(assertEnqueued(queue, "{\"to\":\"ada\"}").id()).isEqualTo(id);
        assertThat(assertEnqueued(queue, job -> job.payloadJson().contains("ada"))
                        .id())
                .isEqualTo(id);
        assertThat(assertEnqueued(
                                queue,
                                JobMatcher.payloadContaining("ada")
                                        .and(JobMatcher.priority(7))
                                        .and(JobMatcher.dueAt(NOON.plusSeconds(3600))))
                        .id())
                .isEqualTo(id);
        assertNotEnqueued(queue, JobMatcher.payload("{\"to\":\"eve\"}"));
        assertNotEnqueued(queue, JobMatcher.payloadContaining("bob").and(JobMatcher.priority(7)));
        assertNothingEnqueued(db.queue("other"));
    }

    @Test
    void aTypedJobIsFoundByItsPayload() {
        queue.enqueue("not to be decoded");
        long id = mails.enqueue(new Mail("ada", 2));
        assertThat(assertEnqueued(mails, mail -> mail.copies() == 2).id()).isEqualTo(id);
        assertThat(assertEnqueuedPayload(mails, new Mail("ada", 2)).id()).isEqualTo(id);
        assertNotEnqueued(mails, mail -> mail.copies() == 3);
        assertThat(failureOf(() -> assertEnqueuedPayload(mails, new Mail("eve", 1))))
                .startsWith("queue mail should have a job with the payload Mail[to=eve, copies=1]; it has 2 jobs:")
                .contains("#1 not to be decoded (pending")
                .contains("#2 {\"to\":\"ada\",\"copies\":2} (pending");
        assertThat(failureOf(() ->
                        assertEnqueued(mails, "a mail to eve", mail -> mail.to().equals("eve"))))
                .startsWith("queue mail should have a mail to eve; ");
        assertThat(failureOf(() -> assertNotEnqueued(mails, mail -> mail.copies() == 2)))
                .startsWith("queue mail should not have a job with a payload that the given condition accepts; it has 1"
                        + " such job:\n  #2 {");
    }

    @Test
    void whatATransactionEnqueuesIsSeenInItAndNowhereAfterItsRollback() {
        assertThatThrownBy(() -> db.transactionVoid(tx -> {
                    queue.in(tx).enqueue("1");
                    assertEnqueued(queue, "1");
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        assertNothingEnqueued(queue);
    }

    @Test
    void aFailureSaysWhatWasLookedForAndWhatIsThere() {
        EnqueueOptions options = EnqueueOptions.builder()
                .delay(Duration.ofMinutes(5))
                .expires(Duration.ofHours(1))
                .priority(-2)
                .build();
        queue.enqueue("{\"to\":\"bob\"}", options);
        queue.enqueue("{\"to\":\"carl\"}");
        queue.enqueue("{\"to\":\"dan\"}");
        db.queue("mails").enqueue("{\"to\":\"ada\"}");
        Job claimed = queue.claimOne("w-1").orElseThrow();
        Job failing = queue.claimOne("w-2").orElseThrow();
        failing.fail("no such host\n\tat Mailer.send");
        assertThat(failureOf(() -> assertEnqueued(queue, "{\"to\":\"ada\"}"))).isEqualTo("""
                        queue mail should have a job with the payload {"to":"ada"}; it has 2 jobs:
                          #1 {"to":"bob"} (pending, due 2026-01-05T12:05:00Z, attempts 0 of 3, priority -2, expires \
                        2026-01-05T13:00:00Z)
                          #2 {"to":"carl"} (claimed by w-1 until 2026-01-05T12:05:00Z, attempts 1 of 3)
                        it has 1 dead letter:
                          #3 {"to":"dan"} (died 2026-01-05T12:00:00Z, attempts 1 of 3): no such host
                        other queues have jobs: mails (1)""");
        assertThat(failureOf(() -> assertNothingEnqueued(queue)))
                .startsWith("queue mail should not have any job; it has 2 such jobs:\n  #1 {\"to\":\"bob\"} (");
        claimed.ack();
    }

    @Test
    void aLambdaCanBeGivenADescription() {
        assertThat(failureOf(() -> assertEnqueued(queue, job -> false)))
                .isEqualTo("queue mail should have a job that the given condition accepts; it has no jobs");
        assertThat(failureOf(() -> assertEnqueued(
                        queue, JobMatcher.of("a mail to ada", job -> false).and(JobMatcher.priority(3)))))
                .isEqualTo("queue mail should have a mail to ada that is also a job of priority 3; it has no jobs");
    }

    @Test
    void aLongQueueIsCutInTheMessageAndSoIsALongPayload() {
        queue.enqueue("x".repeat(1000));
        for (int i = 0; i < 30; i++) {
            queue.enqueue(String.valueOf(i));
        }
        assertThat(failureOf(() -> assertEnqueued(queue, "none")))
                .contains("it has 31 jobs:\n  #1 " + "x".repeat(200) + "… (pending")
                .endsWith("\n  … and 11 more");
    }

    @Test
    void aDeadLetterIsFoundByItsError() {
        long id = queue.enqueue("{\"to\":\"ada\"}");
        queue.claimOne("w").orElseThrow().fail("UnknownHostException: mail.example");
        assertThat(assertDead(queue, "UnknownHost").id()).isEqualTo(id);
        assertThat(assertDead(queue, letter -> letter.attempts() == 1).payloadJson())
                .isEqualTo("{\"to\":\"ada\"}");
        assertThat(failureOf(() -> assertDead(queue, "timeout after")))
                .startsWith("queue mail should have a dead letter with 'timeout after' in its error; it has no jobs\n"
                        + "it has 1 dead letter:\n  #1 {\"to\":\"ada\"} (died ");
        assertThat(failureOf(() -> assertDead(db.queue("other"), letter -> true)))
                .isEqualTo("queue other should have a dead letter that the given condition accepts; it has no jobs");
    }

    @Test
    void assertionsAreRunUntilTheyHold() {
        List<String> handled = new ArrayList<>();
        try (WorkerHandle worker = queue.worker("w", job -> handled.add(job.payloadJson()))) {
            queue.enqueue("1");
            eventually(db, () -> {
                assertNothingEnqueued(queue);
                assertThat(worker.counts().acked()).isOne();
            });
        }
        assertThat(handled).containsExactly("1");
    }

    @Test
    void whatNeverHoldsFailsWithItsOwnMessageWhenTheTimeIsOver() {
        AtomicInteger looks = new AtomicInteger();
        String message = failureOf(() -> eventually(db, Duration.ofSeconds(1), () -> {
            looks.incrementAndGet();
            assertEnqueued(queue, "never");
        }));
        assertThat(message)
                .isEqualTo("still so after PT1S: queue mail should have a job with the payload never; it has no jobs");
        assertThat(looks).hasValueGreaterThan(1);
    }

    @Test
    void anythingButAFailedAssertionEndsTheWaitAtOnce() {
        assertThatThrownBy(() -> eventually(db, Duration.ofDays(1), () -> {
                    throw new IllegalStateException("a mistake");
                }))
                .hasMessage("a mistake");
        assertThatThrownBy(() -> eventually(db, Duration.ofSeconds(-1), () -> {}))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessage("timeout must not be negative, but is PT-1S");
        assertThat(db.openHandles()).isEmpty();
    }

    @Test
    void whatIsFarDownInALongQueueIsFound() {
        String numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) ";
        db.transactionVoid(tx -> {
            tx.execute(numbers + "INSERT INTO _honker_live(queue, payload) SELECT 'mail', i FROM n");
            tx.execute(numbers + "INSERT INTO _honker_dead(id, queue, payload, last_error)"
                    + " SELECT 50000 + i, 'mail', i, 'boom ' || i FROM n");
        });
        assertThat(assertEnqueued(queue, "20000").payloadJson()).isEqualTo("20000");
        assertThatThrownBy(() -> assertNotEnqueued(queue, JobMatcher.payload("15000")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("it has 1 such job");
        assertThat(assertDead(queue, "boom 20000").id()).isEqualTo(70_000);
    }
}
