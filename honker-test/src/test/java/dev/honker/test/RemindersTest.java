package dev.honker.test;

import static dev.honker.test.HonkerAssertions.assertEnqueued;
import static dev.honker.test.HonkerAssertions.assertNothingEnqueued;
import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.CronSchedule;
import dev.honker.Database;
import dev.honker.EnqueueOptions;
import dev.honker.LockHandle;
import dev.honker.Queue;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A user's test: what waits for a time is tested without waiting. */
@HonkerTest(startsAt = "2026-01-05T08:30:00Z", inline = true)
class RemindersTest {

    @Test
    void aReminderIsSentAfterADay(Database db, SettableClock clock) {
        Queue reminders = db.queue("reminders");
        List<String> sent = new ArrayList<>();
        var worker = reminders.worker("mailer", job -> sent.add(job.payloadJson()));
        reminders.enqueue(
                "\"ada\"", EnqueueOptions.builder().delay(Duration.ofDays(1)).build());
        assertThat(sent).isEmpty();
        clock.advance(Duration.ofDays(1));
        assertThat(sent).containsExactly("\"ada\"");
        worker.close();
    }

    @Test
    void theReportIsDueAtNineAndTheNextOneTomorrow(Database db, SettableClock clock) {
        var scheduler = db.scheduler(ZoneOffset.UTC);
        scheduler.add("daily", "reports", CronSchedule.cron("0 9 * * *"), "{}");
        scheduler.fireDue(clock.instant());
        assertNothingEnqueued(db.queue("reports"));
        clock.advance(Duration.ofMinutes(30));
        scheduler.fireDue(clock.instant());
        assertEnqueued(db.queue("reports"), JobMatcher.dueAt(clock.instant()));
        assertThat(scheduler.soonest()).contains(clock.instant().plus(Duration.ofDays(1)));
    }

    @Test
    void theLockOfADeadPrinterIsFreeAfterAMinute(Database db, SettableClock clock) {
        try (LockHandle dead = db.lock("printer")) {
            assertThat(db.tryLock("printer")).isEmpty();
            clock.advance(Duration.ofMinutes(1));
            assertThat(dead.isHeld()).isFalse();
            db.lock("printer").close();
        }
    }
}
