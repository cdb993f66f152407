package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.internal.check.Loggers;
import dev.honker.internal.lock.LogLines;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that another program has spoilt, which must stop no other schedule. */
class PoisonedScheduleTest extends ClockFixture {

    private static final CronSchedule MINUTELY = CronSchedule.every(Duration.ofMinutes(1));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name = NULL",
                "name = x'ff'",
                "queue = x'ff'",
                "payload = x'ff00'",
                "cron_expr = x'ff'",
                "cron_expr = '@every 9223372036854775807s'",
                "priority = 'high'",
                "priority = 1e300",
                "expires_s = 'never'",
                "expires_s = 9223372036854775807",
                "max_attempts = 'x'",
                "max_attempts = -1",
                "next_fire_at = 1000000001.5",
                "next_fire_at = -9223372036854775808",
                "enabled = 1.0"
            })
    void aSpoiltRowStopsNoOther(String spoilt) {
        db.scheduler().add("bad", "q", MINUTELY, "1");
        db.scheduler().add("good", "q", MINUTELY, "1");
        execute("UPDATE _honker_scheduler_tasks SET " + spoilt + " WHERE name = 'bad'");
        clock.advance(seconds(60));
        assertThat(db.scheduler().fireDue(clock.instant()).fires())
                .extracting(Fire::schedule)
                .contains("good");
        clock.advance(seconds(60));
        assertThat(db.scheduler().fireDue(clock.instant()).fires())
                .extracting(Fire::schedule)
                .contains("good");
        assertThat(db.scheduler().list()).hasSize(2);
    }

    @Test
    void aQueueThatRefusesJobsStopsNoOtherSchedule() {
        execute("CREATE TRIGGER guard BEFORE INSERT ON _honker_live WHEN new.queue = 'closed'"
                + " BEGIN SELECT RAISE(ABORT, 'this queue is closed'); END");
        db.scheduler().add("bad", "closed", MINUTELY, "1");
        db.scheduler().add("good", "q", MINUTELY, "1");
        clock.advance(seconds(60));
        assertThat(db.scheduler().fireDue(clock.instant()).fires())
                .extracting(Fire::schedule)
                .containsExactly("good");
    }

    @Test
    void aScheduleWhoseQueueRefusedItsJobsFiresThemAllWhenItTakesThem() {
        execute("CREATE TRIGGER guard BEFORE INSERT ON _honker_live"
                + " WHEN (SELECT count(*) FROM _honker_live) >= 2 BEGIN SELECT json('{'); END");
        db.scheduler().add("n", "q", MINUTELY, "1");
        clock.advance(seconds(180));
        Fires fires = db.scheduler().fireDue(clock.instant());
        assertThat(fires.fires()).isEmpty();
        assertThat(fires.broken()).containsOnlyKeys("n");
        assertThat(fires.broken().get("n")).contains("malformed JSON");
        assertThat(number("SELECT count(*) FROM _honker_live")).isZero();
        execute("DROP TRIGGER guard");
        assertThat(db.scheduler().fireDue(clock.instant()).fires()).hasSize(3);
    }

    @Test
    void aQueueThatRollsTheTransactionBackLeavesNoHalfOfATick() {
        execute("CREATE TRIGGER guard BEFORE INSERT ON _honker_live WHEN new.queue = 'closed'"
                + " BEGIN SELECT RAISE(ROLLBACK, 'this queue is closed'); END");
        db.scheduler().add("first", "q", MINUTELY, "1");
        db.scheduler().add("bad", "closed", MINUTELY, "1");
        db.scheduler().add("last", "q", MINUTELY, "1");
        clock.advance(seconds(60));
        assertThatThrownBy(() -> db.scheduler().fireDue(clock.instant()))
                .isInstanceOf(HonkerSqlException.class)
                .hasMessageContaining("this queue is closed");
        assertThat(number("SELECT count(*) FROM _honker_live")).isZero();
    }

    @Test
    void itIsLoggedOnceByWhicheverHandleOfTheDatabase() {
        db.scheduler().add("bad", "q", MINUTELY, "1");
        execute("UPDATE _honker_scheduler_tasks SET cron_expr = 'MON', next_fire_at = 5");
        try (LogLines lines = new LogLines(Loggers.SCHEDULER)) {
            db.scheduler().tick(clock.instant());
            db.scheduler(ZoneOffset.UTC).tick(clock.instant());
            db.transactionVoid(tx -> tx.scheduler().tick(clock.instant()));
            assertThat(lines.size()).isEqualTo(1);
        }
    }

    @Test
    void aBoundaryThatIsNoNumberIsToldOfAndMendedByAddingTheScheduleAgain() {
        db.scheduler().add("bad", "q", MINUTELY, "1");
        execute("UPDATE _honker_scheduler_tasks SET next_fire_at = 'soon'");
        assertThat(db.scheduler().fireDue(clock.instant()).broken())
                .containsOnlyKeys("bad")
                .containsValue("next_fire_at must be a number of seconds, but is of type text");
        assertThat(db.scheduler().add("bad", "q", MINUTELY, "1")).isTrue();
        assertThat(db.scheduler().soonest()).contains(at(60));
    }

    @Test
    void addingAgainAfterTheClockWasSetBackALittleFiresNoBoundaryTwice() {
        CronSchedule minutely = CronSchedule.cron("* * * * *");
        db.scheduler().add("n", "q", minutely, "1");
        clock.advance(seconds(20));
        assertThat(db.scheduler().fireDue(clock.instant()).fires()).hasSize(1);
        // as NTP does it, and then the program starts again and adds its schedules
        clock.advance(seconds(-1));
        assertThat(db.scheduler().add("n", "q", minutely, "1")).as("written").isFalse();
        clock.advance(seconds(2));
        assertThat(db.scheduler().fireDue(clock.instant()).fires()).isEmpty();
    }
}
