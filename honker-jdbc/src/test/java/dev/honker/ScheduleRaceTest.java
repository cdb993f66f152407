package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Changes of a schedule that have to wait for the write lock while the leader fires its boundary. */
class ScheduleRaceTest extends ClockFixture {

    private static final CronSchedule MINUTELY = CronSchedule.cron("* * * * *");

    @Test
    void anUpdateThatWaitedForTheLeadersTickFiresNoBoundaryAgain() throws Exception {
        changeWhileTheBoundaryFires(() -> db.scheduler()
                .update("n", ScheduleUpdate.builder().schedule(MINUTELY).build()));
    }

    @Test
    void aRegistrationBySqlThatWaitedForTheLeadersTickFiresNoBoundaryAgain() throws Exception {
        changeWhileTheBoundaryFires(
                () -> db.query("SELECT honker_scheduler_register('n', 'q', '* * * * *', '1', 0, NULL)", List.of()));
    }

    @Test
    void anAddThatWaitedForTheLeadersTickFiresNoBoundaryAgain() throws Exception {
        changeWhileTheBoundaryFires(() -> db.scheduler().add("n", "q", MINUTELY, "2"));
    }

    private void changeWhileTheBoundaryFires(Runnable change) throws Exception {
        // the clock starts at 01:46:40, so the first boundary is 20 s later
        db.scheduler(java.time.ZoneOffset.UTC).add("n", "q", MINUTELY, "1");
        clock.advance(seconds(19));
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread changing = new Thread(change, "changing");
        changing.setUncaughtExceptionHandler((thread, e) -> failure.set(e));
        db.transactionVoid(tx -> {
            tx.execute("UPDATE _honker_scheduler_tasks SET name = name");
            changing.start();
            while (changing.getState() != Thread.State.TIMED_WAITING && changing.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            clock.advance(seconds(1));
            assertThat(tx.scheduler().fireDue(clock.instant()).fires())
                    .extracting(Fire::fireAt)
                    .containsExactly(at(20));
        });
        changing.join(20_000);
        assertThat(failure).hasValue(null);
        assertThat(db.scheduler().fireDue(clock.instant()).fires())
                .as("the boundary has been fired already")
                .isEmpty();
    }
}
