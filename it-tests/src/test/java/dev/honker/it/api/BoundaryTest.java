package dev.honker.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.Database;
import dev.honker.EnqueueOptions;
import dev.honker.Honker;
import dev.honker.Job;
import dev.honker.LockHandle;
import dev.honker.LockOptions;
import dev.honker.Queue;
import dev.honker.ResultOptions;
import dev.honker.it.support.Clock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which side of its second each deadline belongs to. */
class BoundaryTest {

    @TempDir
    private Path folder;

    private Database database;
    private int queues;

    @BeforeEach
    void open() {
        database = Honker.open(folder.resolve("app.db"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void jobIsDueInTheSecondOfItsRunAtAndNotBefore() {
        Clock.inOneSecond(database, now -> {
            assertThat(claimableWhenRunAt(now)).isTrue();
            assertThat(claimableWhenRunAt(now + 1)).isFalse();
        });
    }

    @Test
    void jobIsExpiredInTheSecondOfItsExpiryAndNotBefore() {
        Clock.inOneSecond(database, now -> {
            assertThat(claimableWhen("expires_at", now)).isFalse();
            assertThat(claimableWhen("expires_at", now + 1)).isTrue();
        });
    }

    @Test
    void sweepTakesAJobInTheSecondOfItsExpiryAndNotBefore() {
        Clock.inOneSecond(database, now -> {
            Queue queue = freshQueue();
            set("expires_at", queue.enqueue("p"), now);
            set("expires_at", queue.enqueue("p"), now + 1);
            assertThat(queue.sweepExpired()).isOne();
            assertThat(queue.size()).isOne();
            assertThat(queue.deadLetters().list(10).get(0).lastError()).isEqualTo("expired");
        });
    }

    @Test
    void claimIsHeldInTheSecondOfItsDeadlineAndLapsedInTheNext() {
        Clock.inOneSecond(database, now -> {
            Queue queue = freshQueue();
            queue.enqueue("p");
            Job job = queue.claimOne("holder").orElseThrow();
            set("claim_expires_at", job.id(), now);
            assertThat(queue.stats().held()).isOne();
            assertThat(queue.claimOne("thief")).isEmpty();
            assertThat(queue.nextClaimAt()).isEqualTo(now + 1);
            assertThat(job.heartbeat()).isTrue();
            set("claim_expires_at", job.id(), now - 1);
            assertThat(queue.stats().lapsed()).isOne();
            assertThat(queue.heartbeat(job.id(), "holder")).isFalse();
            assertThat(queue.ack(job.id(), "holder")).isFalse();
            assertThat(queue.claimOne("heir").orElseThrow().attempts()).isEqualTo(2);
        });
    }

    @Test
    void ackCountsInTheSecondOfTheDeadline() {
        Clock.inOneSecond(database, now -> {
            Queue queue = freshQueue();
            queue.enqueue("p");
            Job job = queue.claimOne("holder").orElseThrow();
            set("claim_expires_at", job.id(), now);
            assertThat(job.ack()).isTrue();
        });
    }

    @Test
    void exhaustedJobIsBuriedInTheSecondAfterItsDeadline() {
        Clock.inOneSecond(database, now -> {
            Queue queue = freshQueue();
            queue.enqueue("p", EnqueueOptions.builder().maxAttempts(1).build());
            Job job = queue.claimOne("holder").orElseThrow();
            set("claim_expires_at", job.id(), now);
            assertThat(queue.claimOne("next")).isEmpty();
            assertThat(queue.deadLetters().count()).isZero();
            set("claim_expires_at", job.id(), now - 1);
            assertThat(queue.claimOne("next")).isEmpty();
            assertThat(queue.deadLetters().count()).isOne();
        });
    }

    @Test
    void resultIsGoneInTheSecondOfItsExpiryAndNotBefore() {
        Clock.inOneSecond(database, now -> {
            Queue queue = database.queue("q");
            queue.saveResult(1, "1", ResultOptions.ttl(Duration.ofMinutes(1)));
            expireResult(now);
            assertThat(queue.getResult(1)).isEmpty();
            expireResult(now + 1);
            assertThat(queue.getResult(1)).contains("1");
            assertThat(queue.sweepResults()).isZero();
            expireResult(now);
            assertThat(queue.sweepResults()).isOne();
        });
    }

    @Test
    void lockCanBeTakenOverInTheSecondOfItsExpiryAndNotBefore() {
        try (LockHandle mine = database.lock("leader")) {
            Clock.inOneSecond(database, now -> {
                expireLock(now + 1);
                assertThat(database.tryLock("leader")).isEmpty();
                expireLock(now);
                Optional<LockHandle> thief =
                        database.tryLock("leader", LockOptions.builder().build());
                assertThat(thief).isPresent();
                assertThat(mine.renew()).isFalse();
            });
        }
    }

    private boolean claimableWhenRunAt(long second) {
        Queue queue = freshQueue();
        queue.enqueue(
                "p",
                EnqueueOptions.builder().runAt(Instant.ofEpochSecond(second)).build());
        return !queue.claimBatch("w", 10).isEmpty();
    }

    private boolean claimableWhen(String column, long value) {
        Queue queue = freshQueue();
        set(column, queue.enqueue("p"), value);
        return !queue.claimBatch("w", 10).isEmpty();
    }

    private Queue freshQueue() {
        return database.queue("q" + queues++);
    }

    private void set(String column, long id, long value) {
        database.transactionVoid(
                tx -> tx.execute("UPDATE _honker_live SET " + column + " = ? WHERE id = ?", List.of(value, id)));
    }

    private void expireResult(long second) {
        database.transactionVoid(tx -> tx.execute("UPDATE _honker_results SET expires_at = ?", List.of(second)));
    }

    private void expireLock(long second) {
        database.transactionVoid(tx -> tx.execute("UPDATE _honker_locks SET expires_at = ?", List.of(second)));
    }
}
