package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.jdbc.HonkerDataSource;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Keeping schedules and firing them by hand. */
class SchedulerTest extends DatabaseFixture {

    private static final CronSchedule HOURLY = CronSchedule.cron("0 * * * *");
    private static final CronSchedule MINUTELY = CronSchedule.every(Duration.ofMinutes(1));

    @Test
    void anAddedScheduleIsListedAsItWasGiven() {
        Instant before = Instant.now();
        ScheduleOptions options = ScheduleOptions.builder()
                .priority(-3)
                .expires(Duration.ofMillis(1500))
                .maxAttempts(7)
                .build();
        assertThat(db.scheduler().add("b", "mail", HOURLY, "{\"n\": 1}", options))
                .isTrue();
        assertThat(db.scheduler().add("a", "q", MINUTELY, "1")).isTrue();
        Schedule listed = db.scheduler().list().get(1);
        assertThat(db.scheduler().list()).extracting(Schedule::name).containsExactly("a", "b");
        assertThat(db.scheduler().get("b")).contains(listed);
        assertThat(db.scheduler().get("c")).isEmpty();
        assertThat(listed)
                .isEqualTo(new Schedule(
                        "b",
                        "mail",
                        "0 * * * *",
                        "{\"n\": 1}",
                        -3,
                        Optional.of(Duration.ofSeconds(2)),
                        listed.nextFireAt(),
                        true,
                        7));
        assertThat(listed.nextFireAt()).isIn(HOURLY.nextAfter(before), HOURLY.nextAfter(Instant.now()));
        assertThat(db.scheduler().soonest())
                .isEqualTo(
                        db.scheduler().list().stream().map(Schedule::nextFireAt).min(Comparator.naturalOrder()));
        assertThat(number("SELECT honker_scheduler_soonest()"))
                .isEqualTo(db.scheduler().soonest().orElseThrow().getEpochSecond());
    }

    @Test
    void addingAnUnchangedScheduleWritesNothing() {
        db.scheduler().add("n", "q", MINUTELY, "1");
        for (long stored : new long[] {now() + 7, now() - 500}) {
            move("n", stored);
            long before = changes();
            assertThat(db.scheduler().add("n", "q", MINUTELY, "1")).isFalse();
            assertThat(changes()).isEqualTo(before);
            assertThat(nextFireAt("n")).isEqualTo(stored);
        }
        db.scheduler().add("cron", "q", HOURLY, "1");
        assertThat(db.scheduler().add("cron", "q", HOURLY, "1")).isFalse();
    }

    @Test
    void addingAChangedDefinitionKeepsTheBoundaryOfAnUnchangedExpression() {
        db.scheduler().add("n", "q", MINUTELY, "1");
        move("n", now() + 7);
        long stored = nextFireAt("n");
        assertThat(db.scheduler().add("n", "q", MINUTELY, "2")).isTrue();
        assertThat(nextFireAt("n")).isEqualTo(stored);
        assertThat(db.scheduler().get("n").orElseThrow().payloadJson()).isEqualTo("2");
    }

    @Test
    void addingAnotherExpressionStartsAfterNow() {
        db.scheduler().add("n", "q", MINUTELY, "1");
        move("n", now() - 500);
        Instant before = Instant.now();
        assertThat(db.scheduler().add("n", "q", HOURLY, "1")).isTrue();
        assertThat(Instant.ofEpochSecond(nextFireAt("n")))
                .isIn(HOURLY.nextAfter(before), HOURLY.nextAfter(Instant.now()));
    }

    @Test
    void addingInAnotherZoneMovesTheBoundary() {
        CronSchedule daily = CronSchedule.cron("0 3 * * *");
        ZoneId tokyo = ZoneId.of("Asia/Tokyo");
        db.scheduler(ZoneId.of("UTC")).add("n", "q", daily, "1");
        assertThat(db.scheduler(tokyo).add("n", "q", daily, "1")).isTrue();
        assertThat(Instant.ofEpochSecond(nextFireAt("n"))).isEqualTo(daily.nextAfter(Instant.now(), tokyo));
    }

    @Test
    void aPausedScheduleStaysPausedWhenItIsAddedAgain() {
        db.scheduler().add("n", "q", MINUTELY, "1");
        assertThat(db.scheduler().pause("n")).isTrue();
        assertThat(db.scheduler().pause("n")).isFalse();
        assertThat(db.scheduler().soonest()).isEmpty();
        db.scheduler().add("n", "q", HOURLY, "1");
        assertThat(db.scheduler().get("n").orElseThrow().enabled()).isFalse();
    }

    @Test
    void aResumedScheduleFiresWhatItMissedOrSkipsIt() {
        for (MissedRuns missed : MissedRuns.values()) {
            db.scheduler().add("n", "q", MINUTELY, "1");
            db.scheduler().pause("n");
            move("n", now() - 150);
            assertThat(db.scheduler().fireDue(Instant.now()).isEmpty()).isTrue();
            assertThat(db.scheduler().resume("n", missed)).isTrue();
            assertThat(db.scheduler().resume("n", missed)).isFalse();
            assertThat(db.scheduler().tick(Instant.now())).isEqualTo(missed == MissedRuns.FIRE ? 3 : 0);
            assertThat(nextFireAt("n")).isGreaterThan(now());
            db.scheduler().remove("n");
        }
    }

    @Test
    void aResumeThatSkipsLeavesABoundaryAheadAlone() {
        db.scheduler().add("n", "q", MINUTELY, "1");
        db.scheduler().pause("n");
        move("n", now() + 17);
        long stored = nextFireAt("n");
        assertThat(db.scheduler().resume("n", MissedRuns.SKIP)).isTrue();
        assertThat(nextFireAt("n")).isEqualTo(stored);
    }

    @Test
    void anUpdateChangesWhatIsSetAndNothingElse() {
        Instant begin = Instant.now();
        ScheduleOptions options = ScheduleOptions.builder()
                .expires(Duration.ofSeconds(9))
                .maxAttempts(5)
                .build();
        db.scheduler().add("n", "q", MINUTELY, "1", options);
        move("n", now() + 7);
        Schedule before = db.scheduler().get("n").orElseThrow();
        assertThat(db.scheduler()
                        .update(
                                "n",
                                ScheduleUpdate.builder()
                                        .payload("2")
                                        .priority(0)
                                        .build()))
                .isTrue();
        assertThat(db.scheduler().get("n"))
                .contains(new Schedule("n", "q", "@every 60s", "2", 0, before.expires(), before.nextFireAt(), true, 5));
        db.scheduler()
                .update(
                        "n",
                        ScheduleUpdate.builder()
                                .neverExpires()
                                .maxAttempts(2)
                                .schedule(HOURLY)
                                .build());
        Schedule after = db.scheduler().get("n").orElseThrow();
        assertThat(after.expires()).isEmpty();
        assertThat(after.maxAttempts()).isEqualTo(2);
        assertThat(after.nextFireAt()).isIn(HOURLY.nextAfter(begin), HOURLY.nextAfter(Instant.now()));
        db.scheduler()
                .update(
                        "n",
                        ScheduleUpdate.builder().expires(Duration.ofMillis(1)).build());
        assertThat(db.scheduler().get("n").orElseThrow().expires()).contains(Duration.ofSeconds(1));
        assertThat(db.scheduler()
                        .update("x", ScheduleUpdate.builder().priority(1).build()))
                .isFalse();
    }

    @Test
    void aRemovedScheduleIsGoneAndItsJobsStay() {
        db.scheduler().add("n", "q", MINUTELY, "1");
        move("n", now());
        db.scheduler().tick(Instant.now());
        assertThat(db.scheduler().remove("n")).isTrue();
        assertThat(db.scheduler().remove("n")).isFalse();
        assertThat(db.queue("q").stats().due()).isEqualTo(1);
    }

    @Test
    void everyBoundaryBecomesAJobThatKnowsItsTime() {
        db.scheduler().add("n", "q", MINUTELY, "{}");
        move("n", 1_000);
        Fires fires = db.scheduler().fireDue(Instant.ofEpochSecond(1_060).plusMillis(999));
        assertThat(fires.fires())
                .containsExactly(
                        new Fire("n", "q", Instant.ofEpochSecond(1_000), 1),
                        new Fire("n", "q", Instant.ofEpochSecond(1_060), 2));
        assertThat(fires.skipped()).isEmpty();
        for (Fire fire : fires.fires()) {
            Job job = db.queue("q").claimOne("w").orElseThrow();
            assertThat(job.id()).isEqualTo(fire.jobId());
            assertThat(job.fireTime()).contains(fire.fireAt());
        }
        db.queue("q").enqueue("{}");
        assertThat(db.queue("q").claimOne("w").orElseThrow().fireTime()).isEmpty();
    }

    @Test
    void theFireTimeSurvivesARetryAndADeathAndIsForgottenWithTheJob() {
        db.scheduler().add("n", "q", MINUTELY, "{}");
        move("n", 1_000);
        db.scheduler().tick(Instant.ofEpochSecond(1_060));
        Queue queue = db.queue("q");
        Job first = queue.claimOne("w").orElseThrow();
        first.retry(Duration.ZERO, "again");
        // why: it is due since this second, which may be one later than the other job's
        execute("UPDATE _honker_live SET run_at = 1 WHERE id = ?", first.id());
        Job again = queue.claimOne("w").orElseThrow();
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.fireTime()).contains(Instant.ofEpochSecond(1_000));
        again.fail("dead");
        queue.claimOne("w").orElseThrow().ack();
        db.scheduler().tick(Instant.ofEpochSecond(1_120));
        assertThat(number("SELECT sum(job_id * 100) + count(*) FROM _honker_schedule_fires"))
                .isEqualTo(402);
    }

    @Test
    void whatWasNotedOfJobsThatAreGoneIsForgottenBehindManyDeadLettersToo() {
        String count = "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 250) ";
        execute("INSERT INTO _honker_live(id, queue, payload) VALUES (2000, 'q', '1')");
        execute(count + "INSERT INTO _honker_dead(id, queue, payload) SELECT i, 'q', '1' FROM c");
        execute(count + "INSERT INTO _honker_schedule_fires SELECT i, 'n', i FROM c");
        execute(count + "INSERT INTO _honker_schedule_fires SELECT 1000 + i, 'n', i FROM c");
        db.scheduler().add("n", "q", MINUTELY, "1");
        move("n", 60);
        for (int tick = 1; gone() > 0; tick++) {
            assertThat(tick).as("ticks until all is forgotten").isLessThan(500);
            db.scheduler().tick(Instant.ofEpochSecond(tick * 60L));
        }
        assertThat(number("SELECT count(*) FROM _honker_schedule_fires WHERE job_id <= 250 AND fire_at = job_id"))
                .isEqualTo(250);
    }

    private long gone() {
        return number("SELECT count(*) FROM _honker_schedule_fires WHERE job_id > 1000 AND fire_at = job_id - 1000");
    }

    @Test
    void aFileOfAVersionThatNotedNoBoundariesGetsTheTableAtTheFirstFire() {
        execute("DROP TABLE _honker_schedule_fires");
        db.scheduler().add("n", "q", MINUTELY, "1");
        move("n", 1_000);
        assertThat(db.scheduler().tick(Instant.ofEpochSecond(1_000))).isEqualTo(1);
        assertThat(db.queue("q").claimOne("w").orElseThrow().fireTime()).contains(Instant.ofEpochSecond(1_000));
    }

    @Test
    void aSchedulerTakesNoConnectionUntilItIsUsedAndAsksForTheZoneOnce() {
        HonkerDataSource source = new HonkerDataSource("jdbc:honker:sqlite:" + file);
        AtomicInteger taken = new AtomicInteger();
        DataSource counting = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    taken.incrementAndGet();
                    return method.invoke(source, arguments);
                });
        try (Database other = Honker.of(counting)) {
            int before = taken.get();
            Scheduler scheduler = other.scheduler();
            assertThat(taken).hasValue(before);
            assertThat(scheduler.zone()).isEqualTo(other.scheduler().zone());
            assertThat(taken).hasValue(before + 1);
        }
    }

    @Test
    void theZoneIsThatOfTheConnections() throws Exception {
        HonkerDataSource source = new HonkerDataSource("jdbc:honker:sqlite:" + file + "?honker.time_zone=Asia/Tokyo");
        try (Database other = Honker.of(source)) {
            assertThat(other.scheduler().zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
            other.transactionVoid(tx -> assertThat(tx.scheduler().zone()).isEqualTo(ZoneId.of("Asia/Tokyo")));
            assertThat(other.scheduler(ZoneOffset.UTC).zone()).isEqualTo(ZoneOffset.UTC);
        }
    }

    @Test
    void moreThan64MissedBoundariesAreSkippedAndCounted() {
        db.scheduler().add("n", "q", CronSchedule.every(Duration.ofSeconds(10)), "1");
        db.scheduler().add("many", "q", CronSchedule.every(Duration.ofSeconds(1)), "1");
        move("n", 1_000);
        move("many", 1_000);
        Fires fires = db.scheduler().fireDue(Instant.ofEpochSecond(1_000_000));
        assertThat(fires.fires()).hasSize(128);
        assertThat(fires.skipped()).isEqualTo(Map.of("n", 10_000L, "many", 10_000L));
        move("n", 1_000);
        assertThat(db.scheduler().fireDue(Instant.ofEpochSecond(1_995)).skipped())
                .isEqualTo(Map.of("n", 36L));
        assertThat(nextFireAt("n")).isEqualTo(2_005);
    }

    @Test
    void aBrokenScheduleIsToldOfAndStopsNoOther() {
        db.scheduler().add("bad", "q", MINUTELY, "1");
        db.scheduler().add("good", "q", MINUTELY, "1");
        move("bad", 1_000);
        move("good", 1_000);
        execute("UPDATE _honker_scheduler_tasks SET cron_expr = 'MON' WHERE name = 'bad'");
        Fires fires = db.scheduler().fireDue(Instant.ofEpochSecond(1_000));
        assertThat(fires.fires()).extracting(Fire::schedule).containsExactly("good");
        assertThat(fires.broken())
                .isEqualTo(Map.of(
                        "bad",
                        "schedule expression requires 5 or 6 cron fields, or '@every <n><unit>'; got 1: \"MON\""));
        assertThat(db.scheduler().get("bad").orElseThrow().nextFireAt()).isEqualTo(Instant.ofEpochSecond(1_000));
    }

    @Test
    void aScheduleRunsNowWithoutLosingItsBoundary() {
        ScheduleOptions options =
                ScheduleOptions.builder().priority(4).maxAttempts(9).build();
        db.scheduler().add("n", "q", MINUTELY, "{\"a\":1}", options);
        db.scheduler().pause("n");
        long stored = nextFireAt("n");
        long id = db.scheduler().runNow("n");
        Job job = db.queue("q").claimOne("w").orElseThrow();
        assertThat(job.id()).isEqualTo(id);
        assertThat(job.payloadJson()).isEqualTo("{\"a\":1}");
        assertThat(job.priority()).isEqualTo(4);
        assertThat(job.maxAttempts()).isEqualTo(9);
        assertThat(job.fireTime()).isEmpty();
        assertThat(nextFireAt("n")).isEqualTo(stored);
        assertThatThrownBy(() -> db.scheduler().runNow("x"))
                .isInstanceOf(HonkerException.class)
                .hasMessageContaining("there is no schedule 'x'");
    }

    @Test
    void theSchedulerOfATransactionIsRolledBackWithIt() {
        assertThatThrownBy(() -> db.transactionVoid(tx -> {
                    tx.scheduler().add("n", "q", MINUTELY, "1");
                    assertThat(tx.scheduler().list()).hasSize(1);
                    throw new IllegalStateException("undo");
                }))
                .hasMessage("undo");
        assertThat(db.scheduler().list()).isEmpty();
        db.transactionVoid(tx -> assertThatThrownBy(() -> tx.scheduler().run())
                .isInstanceOf(HonkerException.class)
                .hasMessageStartingWith("a scheduler waits or runs in the background"));
    }

    @Test
    void badArgumentsAreRefusedBeforeAnythingIsWritten() {
        assertThatThrownBy(() -> db.scheduler().add(" ", "q", MINUTELY, "1"))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessage("schedule name must not be blank, but is \" \"");
        assertThatThrownBy(() -> db.scheduler().add("n", "", MINUTELY, "1"))
                .hasMessage("queue name must not be blank, but is \"\"");
        assertThatThrownBy(() -> CronSchedule.cron("60 * * * *"))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessage("cron field \"60\" out of range [0,59] or inverted");
        assertThat(db.scheduler().list()).isEmpty();
    }

    /** How many rows the one connection that this test's thread uses has written. */
    private long changes() {
        return number("SELECT total_changes()");
    }

    private long now() {
        return number("SELECT unixepoch()");
    }

    private long nextFireAt(String name) {
        return db.scheduler().get(name).orElseThrow().nextFireAt().getEpochSecond();
    }

    private void move(String name, long nextFireAt) {
        execute("UPDATE _honker_scheduler_tasks SET next_fire_at = ? WHERE name = ?", nextFireAt, name);
    }
}
