package dev.honker.internal.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.CronSchedule;
import dev.honker.SchedulerHandle;
import dev.honker.SchedulerOptions;
import dev.honker.internal.check.Loggers;
import dev.honker.internal.lock.ApiFile;
import dev.honker.internal.lock.LogLines;
import dev.honker.internal.stream.CountingAccess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a leader costs while nothing can be fired. */
class IdleLeaderTest {

    @TempDir
    private Path directory;

    private final Heard heard = new Heard();
    private ApiFile file;
    private CountingAccess access;
    private ScheduleBook book;

    @BeforeEach
    void open() throws Exception {
        file = new ApiFile(directory);
        access = new CountingAccess(file.access());
        book = new ScheduleBook(access, file.children(), ZoneOffset.UTC, new BrokenSchedules());
    }

    @AfterEach
    void close() throws Exception {
        file.close();
    }

    @Test
    void aBrokenScheduleIsToldOfOnceAndKeepsNobodyBusy() throws Exception {
        book.add("bad", "q", CronSchedule.every(Duration.ofSeconds(1)), "1");
        file.execute("UPDATE _honker_scheduler_tasks SET cron_expr = 'MON', next_fire_at = 5");
        book.add("good", "q", CronSchedule.every(Duration.ofSeconds(1)), "1");
        try (LogLines lines = new LogLines(Loggers.SCHEDULER);
                SchedulerHandle scheduler =
                        book.run(SchedulerOptions.builder().listener(heard).build())) {
            heard.await("broken bad");
            long before = access.operations();
            for (int i = 0; i < 4; i++) {
                heard.await("fired good");
            }
            // why so many: each commit of the tick wakes for another look, and a busy machine may add some
            assertThat(access.operations() - before).isLessThan(100);
            assertThat(scheduler.isRunning()).isTrue();
            assertThat(lines.size()).isEqualTo(1);
            assertThat(lines.await("bad")).contains("\"MON\"");
        }
    }

    @Test
    void anIdleLeaderTakesNoLock() throws Exception {
        book.add("n", "q", CronSchedule.every(Duration.ofHours(1)), "1");
        SchedulerOptions options = SchedulerOptions.builder()
                .listener(heard)
                .idlePollInterval(Duration.ofMillis(5))
                .build();
        try (SchedulerHandle scheduler = book.run(options);
                LogLines failures = new LogLines(Loggers.SCHEDULER)) {
            heard.await("acquired");
            file.execute("BEGIN IMMEDIATE");
            long before = access.operations();
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (access.operations() < before + 50 && System.nanoTime() < deadline) {
                assertThat(scheduler.awaitEnd(Duration.ofMillis(20))).isFalse();
            }
            file.execute("COMMIT");
            assertThat(access.operations()).isGreaterThanOrEqualTo(before + 50);
            assertThat(failures.size()).isZero();
        }
    }

    @Test
    void aStreamOfCommitsDoesNotKeepTheLeaderBusy() throws Exception {
        try (SchedulerHandle scheduler =
                book.run(SchedulerOptions.builder().listener(heard).build())) {
            heard.await("acquired");
            long before = access.operations();
            long began = System.nanoTime();
            while (System.nanoTime() - began < 500_000_000) {
                file.execute("INSERT INTO _honker_notifications(channel, payload) VALUES ('c', '1')");
            }
            long millis = (System.nanoTime() - began) / 1_000_000;
            assertThat(access.operations() - before).isLessThanOrEqualTo(millis / 10 + 5);
            assertThat(scheduler.isLeader()).isTrue();
        }
    }
}
