package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.jdbc.HonkerDataSource;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything with a time in it goes by the clock that the database was given, and by no other. */
class ClockTest extends ClockFixture {

    private Queue queue;

    @BeforeEach
    void queue() {
        queue = db.queue("mail", QueueOptions.builder().maxAttempts(2).build());
    }

    private LiveJob live(long id) {
        return queue.getJob(id).orElseThrow();
    }

    @Test
    void aJobIsCreatedAndDueAtTheClocksTime() {
        clock.advance(seconds(7));
        LiveJob job = live(queue.enqueue("{}"));
        assertThat(job.createdAt()).isEqualTo(at(7));
        assertThat(job.runAt()).isEqualTo(at(7));
        for (long id : queue.enqueueAll(List.of("1", "2"))) {
            assertThat(live(id).createdAt()).isEqualTo(at(7));
        }
        long unique = queue.enqueueUnique("key", "{}", OnDuplicate.KEEP).id();
        assertThat(live(unique).createdAt()).isEqualTo(at(7));
    }

    @Test
    void rowsThatOthersInsertByPlainSqlOnTheseConnectionsGoByTheClockToo() {
        execute("INSERT INTO _honker_live(queue, payload) VALUES ('mail', '{}')");
        assertThat(number("SELECT run_at FROM _honker_live")).isEqualTo(HandClock.START);
        assertThat(number("SELECT created_at FROM _honker_live")).isEqualTo(HandClock.START);
    }

    @Test
    void aDelayedJobIsDueExactlyWhenTheClockSaysSo() {
        queue.enqueue("{}", EnqueueOptions.builder().delay(seconds(60)).build());
        clock.advance(Duration.ofMillis(59_999));
        assertThat(queue.claimOne("w")).isEmpty();
        assertThat(queue.nextClaimAt()).isEqualTo(HandClock.START + 60);
        clock.advance(Duration.ofMillis(1));
        assertThat(queue.claimOne("w")).isPresent();
    }

    @Test
    void aClaimLapsesByTheClockAndTheJobIsHandedOutAgain() {
        queue.enqueue("{}");
        Job first = queue.claimOne("a").orElseThrow();
        assertThat(first.claimExpiresAt()).isEqualTo(at(300));
        clock.advance(seconds(300));
        assertThat(queue.claimOne("b")).as("the claim holds in its last second").isEmpty();
        clock.advance(seconds(1));
        assertThat(queue.claimOne("b").map(Job::attempts)).contains(2);
        assertThat(first.ack()).isFalse();
    }

    @Test
    void aHeartbeatExtendsTheClaimFromTheClocksTime() {
        queue.enqueue("{}");
        Job job = queue.claimOne("a").orElseThrow();
        clock.advance(seconds(200));
        assertThat(job.heartbeat()).isTrue();
        assertThat(job.claimExpiresAt()).isEqualTo(at(500));
        assertThat(live(job.id()).claimExpiresAt()).isEqualTo(at(500));
        clock.advance(seconds(301));
        assertThat(queue.claimOne("b")).isPresent();
        assertThat(job.heartbeat()).isFalse();
    }

    @Test
    void aRetryIsDueAfterItsDelayAndADeadLetterNotesWhenItDied() {
        queue.enqueue("{}");
        Job first = queue.claimOne("a").orElseThrow();
        first.retry(seconds(30), "no");
        assertThat(queue.claimOne("a")).isEmpty();
        clock.advance(seconds(30));
        queue.claimOne("a").orElseThrow().fail("never");
        DeadLetter dead = queue.deadLetters().get(first.id()).orElseThrow();
        assertThat(dead.createdAt()).isEqualTo(at(0));
        assertThat(dead.diedAt()).isEqualTo(at(30));
        clock.advance(seconds(10));
        assertThat(queue.deadLetters().deleteOlderThan(seconds(10))).isZero();
        clock.advance(seconds(1));
        assertThat(queue.deadLetters().deleteOlderThan(seconds(10))).isEqualTo(1);
    }

    @Test
    void anExpiredJobIsSweptByTheClock() {
        long id = queue.enqueue(
                "{}", EnqueueOptions.builder().expires(seconds(60)).build());
        assertThat(live(id).expiresAt()).isEqualTo(at(60));
        clock.advance(seconds(59));
        assertThat(queue.sweepExpired()).isZero();
        clock.advance(seconds(1));
        assertThat(queue.claimOne("a")).isEmpty();
        assertThat(queue.sweepExpired()).isEqualTo(1);
        assertThat(queue.deadLetters().get(id).orElseThrow().diedAt()).isEqualTo(at(60));
    }

    @Test
    void aResultExpiresByTheClock() {
        queue.saveResult(1, "42", ResultOptions.ttl(seconds(60)));
        clock.advance(seconds(59));
        assertThat(queue.getResult(1)).contains("42");
        assertThat(db.sweepResults()).isZero();
        clock.advance(seconds(1));
        assertThat(queue.getResult(1)).isEmpty();
        assertThat(db.sweepResults()).isEqualTo(1);
    }

    @Test
    void theStatisticsTellAgesByTheClock() {
        queue.enqueue("{}");
        queue.enqueue("{}", EnqueueOptions.builder().delay(seconds(90)).build());
        clock.advance(seconds(40));
        QueueStats stats = queue.stats();
        assertThat(stats.due()).isEqualTo(1);
        assertThat(stats.delayed()).isEqualTo(1);
        assertThat(stats.oldestDueAge()).isEqualTo(seconds(40));
    }

    @Test
    void aLockExpiresByTheClockAndCanThenBeStolen() {
        LockHandle lock =
                db.lock("report", LockOptions.builder().ttl(seconds(60)).build());
        clock.advance(seconds(59));
        assertThat(lock.isHeld()).isTrue();
        assertThat(db.tryLock("report")).isEmpty();
        clock.advance(seconds(1));
        assertThat(lock.isHeld()).isFalse();
        Optional<LockHandle> thief = db.tryLock("report");
        assertThat(thief).isPresent();
        assertThat(lock.renew()).isFalse();
        thief.get().close();
    }

    @Test
    void aRateLimitOpensItsNextWindowByTheClock() {
        assertThat(db.tryRateLimit("api", 1, seconds(10))).isTrue();
        clock.advance(seconds(9));
        assertThat(db.tryRateLimit("api", 1, seconds(10))).isFalse();
        clock.advance(seconds(1));
        assertThat(db.tryRateLimit("api", 1, seconds(10))).isTrue();
        clock.advance(seconds(3_600));
        assertThat(db.sweepRateLimits(seconds(3_600))).isEqualTo(1);
    }

    @Test
    void notificationsAndEventsNoteTheClocksTime() {
        try (Listener listener = db.listen("orders")) {
            clock.advance(seconds(5));
            db.notify("orders", "{}");
            assertThat(listener.next(seconds(20)).orElseThrow().createdAt()).isEqualTo(HandClock.START + 5);
        }
        db.stream("orders").publish("{}");
        assertThat(db.stream("orders").readSince(0, 1).get(0).createdAt()).isEqualTo(HandClock.START + 5);
    }

    @Test
    void notificationsArePrunedByTheirAgeOnTheClock() {
        db.notify("orders", "1");
        clock.advance(seconds(30));
        db.notify("orders", "2");
        clock.advance(seconds(31));
        NotificationPruneOptions older =
                NotificationPruneOptions.builder().olderThan(seconds(60)).build();
        assertThat(db.pruneNotifications(older)).isEqualTo(1);
    }

    @Test
    void theJanitorJudgesAgesByTheClock() {
        db.stream("orders").publish("{}");
        queue.saveResult(1, "42", ResultOptions.ttl(seconds(60)));
        JanitorOptions old = JanitorOptions.builder()
                .streamEventsOlderThan(seconds(100))
                .expiredResults(true)
                .build();
        clock.advance(seconds(100));
        assertThat(db.clean(old).streamEvents()).isZero();
        clock.advance(seconds(1));
        queue.saveResult(2, "43", ResultOptions.ttl(seconds(60)));
        JanitorReport report = db.clean(old);
        assertThat(report.streamEvents()).isEqualTo(1);
        assertThat(queue.getResult(2)).contains("43");
    }

    @Test
    void aStatementSeesOneTimeAndTheNextOneAnother() {
        assertThat(number("SELECT unixepoch()")).isEqualTo(HandClock.START);
        clock.advance(seconds(3));
        assertThat(number("SELECT unixepoch()")).isEqualTo(HandClock.START + 3);
        assertThat(number("SELECT unixepoch('now') > 1700000000")).isOne();
    }

    @Test
    void aWaitForAResultEndsInRealTimeThoughTheClockStands() {
        assertThatThrownBy(() -> queue.waitResult(1, WaitOptions.timeout(Duration.ofMillis(50))))
                .isInstanceOf(HonkerTimeoutException.class);
    }

    @Test
    void aClockThatFailsFailsTheStatementWithItsOwnError() {
        Clock broken = new BrokenClock();
        assertThatThrownBy(() -> Honker.open(
                                directory.resolve("broken.db"),
                                OpenOptions.builder().clock(broken).build())
                        .queue("mail")
                        .enqueue("{}"))
                .isInstanceOf(HonkerException.class)
                .hasMessageContaining("the battery is empty");
    }

    @Test
    void aDatabaseBesideADataSourceWithAClockGoesByThatClock() throws Exception {
        HonkerDataSource source = new HonkerDataSource("jdbc:honker:sqlite:" + file);
        source.setClock(clock);
        clock.advance(seconds(9));
        try (Database beside = Honker.of(source)) {
            Queue same = beside.queue("mail");
            same.enqueue("{}");
            Job job = same.claimOne("a").orElseThrow();
            assertThat(job.createdAt()).isEqualTo(at(9));
            clock.advance(seconds(1));
            assertThat(job.heartbeat()).isTrue();
            assertThat(job.claimExpiresAt()).isEqualTo(at(310));
        }
    }

    @Test
    void honkerOnAConnectionGoesByItsClock() throws Exception {
        HonkerDataSource source = new HonkerDataSource("jdbc:honker:sqlite:" + file);
        source.setClock(Clock.fixed(Instant.ofEpochSecond(5), ZoneOffset.UTC));
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(Honker.on(connection).queue("mail").claimBatch("nobody", 1))
                    .isEmpty();
            long id = Honker.on(connection).queue("mail").enqueue("{}");
            assertThat(statement.executeUpdate("DELETE FROM _honker_live WHERE created_at = 5 AND id = " + id))
                    .isEqualTo(1);
        }
    }

    @Test
    void aDrainThatWaitsForAClaimToLapseEndsWhenTheClockIsSet() throws Exception {
        queue.enqueue("{}");
        queue.claimOne("a").orElseThrow();
        var drained = CompletableFuture.supplyAsync(() -> queue.drain(Duration.ofMinutes(5)));
        clock.advance(seconds(301));
        assertThat(drained.get(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void closingTheDatabaseTakesItsListenersOffTheClock() {
        db.listen("orders");
        db.updateEvents();
        queue.worker("w", job -> {});
        db.lock("report", LockOptions.builder().autoRenew(true).build());
        assertThat(clock.listeners()).isGreaterThanOrEqualTo(4);
        db.close();
        assertThat(clock.listeners()).isZero();
    }

    private static final class BrokenClock extends Clock {

        @Override
        public Instant instant() {
            throw new IllegalStateException("the battery is empty");
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
