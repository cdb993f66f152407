package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A scheduler whose time is set by hand, and adding again around a change of the clocks. */
class SchedulerClockTest extends ClockFixture {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final CronSchedule DAILY = CronSchedule.cron("30 1 * * *");

    @Test
    void aLeaderFiresWhenTheClockIsSetAndNeverLosesTheLeadByIt() throws Exception {
        LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
        SchedulerListener listener = new SchedulerListener() {
            @Override
            public void leadershipAcquired(String owner) {
                heard.add("acquired");
            }

            @Override
            public void leadershipLost(LeadershipLostException e) {
                heard.add("lost");
            }

            @Override
            public void fired(Fires fires) {
                fires.fires().forEach(fire -> heard.add("fired " + fire.fireAt()));
            }
        };
        db.scheduler().add("n", "q", CronSchedule.every(Duration.ofDays(1)), "1");
        SchedulerOptions options = SchedulerOptions.builder()
                .listener(listener)
                .idlePollInterval(Duration.ofHours(1))
                .build();
        try (SchedulerHandle scheduler = db.scheduler().run(options)) {
            assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("acquired");
            for (int day = 1; day <= 3; day++) {
                clock.advance(Duration.ofDays(1));
                assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("fired " + at(day * 86_400));
            }
            assertThat(scheduler.isLeader()).isTrue();
            assertThat(number("SELECT expires_at FROM _honker_locks"))
                    .isEqualTo(at(3 * 86_400 + 60).getEpochSecond());
        }
        assertThat(heard).isEmpty();
    }

    /** why: the first boundary after now would be the hour's second 01:30, which has had its fire. */
    @Test
    void addingAgainInTheSecondPassOfARepeatedHourFiresNothingTwice() {
        set(1_793_505_600);
        Scheduler scheduler = db.scheduler(NEW_YORK);
        scheduler.add("n", "q", DAILY, "1");
        set(1_793_511_000);
        assertThat(scheduler.tick(clock.instant())).isEqualTo(1);
        set(1_793_513_400);
        assertThat(scheduler.add("n", "q", DAILY, "1")).isFalse();
        set(1_793_516_400);
        assertThat(scheduler.tick(clock.instant())).isZero();
        assertThat(scheduler.soonest().orElseThrow().getEpochSecond()).isEqualTo(1_793_601_000);
    }

    /** why: there are so many times in the second pass that tomorrow's is later than the second after now. */
    @Test
    void addingAgainInTheSecondPassKeepsTheBoundaryBehindManyThatHaveFired() {
        CronSchedule tenMinutely = CronSchedule.cron("*/10 1 * * *");
        set(1_793_505_600);
        Scheduler scheduler = db.scheduler(NEW_YORK);
        scheduler.add("n", "q", tenMinutely, "1");
        set(1_793_512_200);
        assertThat(scheduler.tick(clock.instant())).isEqualTo(6);
        set(1_793_513_400);
        assertThat(scheduler.add("n", "q", tenMinutely, "1")).isFalse();
        set(1_793_516_400);
        assertThat(scheduler.tick(clock.instant())).isZero();
    }

    /** The clock starts at 01:46:40, and the boundary that is stored then is 01:48:00. */
    @ParameterizedTest
    @CsvSource({"0, false", "-80, false", "-81, true", "-3600, true"})
    void aBoundaryIsMovedBackWhenItIsLaterThanTheSecondAfterNow(long setBack, boolean moved) {
        CronSchedule minutely = CronSchedule.cron("* * * * *");
        Scheduler scheduler = db.scheduler(ZoneOffset.UTC);
        scheduler.add("n", "q", minutely, "1");
        clock.advance(seconds(20));
        assertThat(scheduler.tick(clock.instant())).isEqualTo(1);
        clock.advance(seconds(20 + setBack));
        assertThat(scheduler.add("n", "q", minutely, "1")).isEqualTo(moved);
        assertThat(scheduler.soonest().orElseThrow().equals(at(80))).isEqualTo(!moved);
    }

    @Test
    void aResumeThatSkipsLeavesOutTheBoundaryOfThisVerySecond() {
        db.scheduler().add("n", "q", CronSchedule.every(Duration.ofMinutes(1)), "1");
        db.scheduler().pause("n");
        clock.advance(seconds(60));
        assertThat(db.scheduler().resume("n", MissedRuns.SKIP)).isTrue();
        assertThat(db.scheduler().soonest()).contains(at(120));
    }

    @Test
    void aBoundaryTooFarAheadForItsIntervalIsMovedBack() {
        CronSchedule hourly = CronSchedule.every(Duration.ofHours(1));
        db.scheduler().add("n", "q", hourly, "1");
        clock.advance(Duration.ofDays(-1));
        assertThat(db.scheduler().add("n", "q", hourly, "1")).isTrue();
        assertThat(db.scheduler().soonest()).contains(at(3_600 - 86_400));
    }

    private void set(long second) {
        clock.advance(Duration.ofSeconds(second - clock.instant().getEpochSecond()));
    }
}
