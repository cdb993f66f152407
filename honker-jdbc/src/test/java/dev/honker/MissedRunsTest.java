package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of the boundaries that a schedule missed: while it was paused, and while no scheduler ran. */
class MissedRunsTest {

    @TempDir
    private Path directory;

    private final HandClock clock = new HandClock();
    private Database db;
    private Scheduler scheduler;

    @BeforeEach
    void open() {
        db = Honker.open(
                directory.resolve("app.db"), OpenOptions.builder().clock(clock).build());
        scheduler = db.scheduler();
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void afterADowntimeAllFire() {
        add(MissedRuns.FIRE);
        clock.advance(Duration.ofHours(5).plusMinutes(30));

        assertThat(tick().fires()).hasSize(5);
    }

    @Test
    void afterADowntimeTheLatestFiresOnce() {
        add(MissedRuns.FIRE_ONCE);
        clock.advance(Duration.ofHours(5).plusMinutes(30));

        Fires fires = tick();

        assertThat(fires.fires()).singleElement().satisfies(fire -> assertThat(fire.fireAt())
                .isEqualTo(start().plus(Duration.ofHours(5))));
        assertThat(fires.skipped()).containsEntry("hourly", 4L);
        assertThat(next()).isEqualTo(start().plus(Duration.ofHours(6)));
        assertThat(tick().fires()).isEmpty();
    }

    @Test
    void theLatestFiresAlsoBehindMoreThanFireInOneTick() {
        add(MissedRuns.FIRE_ONCE);
        clock.advance(Duration.ofHours(200).plusMinutes(1));

        Fires fires = tick();

        assertThat(fires.fires()).singleElement().satisfies(fire -> assertThat(fire.fireAt())
                .isEqualTo(start().plus(Duration.ofHours(200))));
        assertThat(fires.skipped()).containsEntry("hourly", 199L);
    }

    @Test
    void afterADowntimeNoneFires() {
        add(MissedRuns.SKIP);
        clock.advance(Duration.ofHours(5).plusMinutes(30));

        Fires fires = tick();

        assertThat(fires.fires()).isEmpty();
        assertThat(fires.skipped()).containsEntry("hourly", 5L);
        assertThat(next()).isEqualTo(start().plus(Duration.ofHours(6)));
    }

    @ParameterizedTest
    @EnumSource(MissedRuns.class)
    void whatHasJustPassedWasNotMissed(MissedRuns missed) {
        add(missed);
        clock.advance(Duration.ofHours(1).plusSeconds(60));

        assertThat(tick().fires()).hasSize(1);
    }

    @Test
    void aResumeTreatsWhatWasMissedAsTheScheduleSays() {
        add(MissedRuns.SKIP);
        pauseForHours(5);

        assertThat(scheduler.resume("hourly")).isTrue();
        assertThat(tick().fires()).isEmpty();

        scheduler.setMissedRuns("hourly", MissedRuns.FIRE_ONCE);
        pauseForHours(5);
        assertThat(scheduler.resume("hourly")).isTrue();
        assertThat(tick().fires()).hasSize(1);

        scheduler.setMissedRuns("hourly", MissedRuns.FIRE);
        pauseForHours(5);
        assertThat(scheduler.resume("hourly")).isTrue();
        assertThat(tick().fires()).hasSize(5);
    }

    @Test
    void aResumeCanSayOtherwiseThisOnce() {
        add(MissedRuns.SKIP);
        pauseForHours(5);
        scheduler.resume("hourly", MissedRuns.FIRE);
        assertThat(db.queue("q").size()).isEqualTo(5);

        pauseForHours(5);
        scheduler.resume("hourly", MissedRuns.FIRE_ONCE);
        assertThat(db.queue("q").size()).isEqualTo(6);

        scheduler.setMissedRuns("hourly", MissedRuns.FIRE);
        pauseForHours(5);
        scheduler.resume("hourly", MissedRuns.SKIP);
        tick();
        assertThat(db.queue("q").size()).isEqualTo(6);
    }

    @Test
    void addingItAgainWritesOnlyWhatChanges() {
        assertThat(add(MissedRuns.SKIP)).isTrue();
        assertThat(add(MissedRuns.SKIP)).isFalse();
        assertThat(add(MissedRuns.FIRE_ONCE)).isTrue();
        assertThat(scheduler.missedRuns("hourly")).isEqualTo(MissedRuns.FIRE_ONCE);
        assertThat(add(MissedRuns.FIRE)).isTrue();
        assertThat(scheduler.missedRuns("hourly")).isEqualTo(MissedRuns.FIRE);
    }

    @Test
    void anUpdateChangesItAloneOrWithOtherThings() {
        add(MissedRuns.FIRE);

        assertThat(update(ScheduleUpdate.builder().missedRuns(MissedRuns.SKIP))).isTrue();
        assertThat(scheduler.missedRuns("hourly")).isEqualTo(MissedRuns.SKIP);

        assertThat(update(ScheduleUpdate.builder().priority(7).missedRuns(MissedRuns.FIRE_ONCE)))
                .isTrue();
        assertThat(scheduler.missedRuns("hourly")).isEqualTo(MissedRuns.FIRE_ONCE);
        assertThat(scheduler.get("hourly").orElseThrow().priority()).isEqualTo(7);

        assertThat(update(ScheduleUpdate.builder().priority(8))).isTrue();
        assertThat(scheduler.missedRuns("hourly")).isEqualTo(MissedRuns.FIRE_ONCE);

        assertThat(scheduler.update(
                        "none",
                        ScheduleUpdate.builder().missedRuns(MissedRuns.SKIP).build()))
                .isFalse();
    }

    private boolean update(ScheduleUpdate.Builder update) {
        return scheduler.update("hourly", update.build());
    }

    @Test
    void whatWasChosenGoesWithTheSchedule() {
        add(MissedRuns.SKIP);
        scheduler.remove("hourly");
        scheduler.add("other", "q", CronSchedule.every(Duration.ofHours(1)), "1");
        clock.advance(Duration.ofHours(1));
        tick();
        db.transactionVoid(
                tx -> tx.execute("SELECT honker_scheduler_register('hourly', 'q', '@every 1h', '1', 0, NULL)"));

        assertThat(scheduler.missedRuns("hourly")).isEqualTo(MissedRuns.FIRE);
        assertThat(scheduler.setMissedRuns("none", MissedRuns.SKIP)).isFalse();
    }

    private boolean add(MissedRuns missed) {
        return scheduler.add(
                "hourly",
                "q",
                CronSchedule.every(Duration.ofHours(1)),
                "1",
                ScheduleOptions.builder().missedRuns(missed).build());
    }

    private void pauseForHours(int hours) {
        scheduler.pause("hourly");
        clock.advance(Duration.ofHours(hours));
    }

    private Fires tick() {
        return scheduler.fireDue(clock.instant());
    }

    private Instant next() {
        return scheduler.get("hourly").orElseThrow().nextFireAt();
    }

    private static Instant start() {
        return Instant.ofEpochSecond(HandClock.START);
    }
}
