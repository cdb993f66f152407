package dev.honker.internal.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.CronSchedule;
import dev.honker.Fires;
import dev.honker.SchedulerHandle;
import dev.honker.SchedulerListener;
import dev.honker.SchedulerOptions;
import dev.honker.internal.lock.ApiFile;
import dev.honker.internal.stream.CountingAccess;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a leader makes of boundaries that are no integers, and of listeners that leave their thread interrupted. */
class SpoiltBoundaryTest {

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

    @ParameterizedTest
    @ValueSource(strings = {"'soon'", "x'00'", "'2026-01-01'"})
    void aBoundaryThatIsNoNumberKeepsNobodyBusy(String boundary) throws Exception {
        book.add("bad", "q", CronSchedule.every(Duration.ofSeconds(1)), "1");
        file.execute("UPDATE _honker_scheduler_tasks SET next_fire_at = " + boundary);
        try (SchedulerHandle scheduler =
                book.run(SchedulerOptions.builder().listener(heard).build())) {
            heard.await("acquired");
            long before = access.operations();
            assertThat(scheduler.awaitEnd(Duration.ofMillis(500))).isFalse();
            assertThat(access.operations() - before).isLessThan(20);
        }
    }

    @Test
    void aBoundaryWithAFractionOfASecondKeepsNobodyBusyAndFires() throws Exception {
        book.add("n", "q", CronSchedule.every(Duration.ofHours(1)), "1");
        try (SchedulerHandle scheduler =
                book.run(SchedulerOptions.builder().listener(heard).build())) {
            heard.await("acquired");
            long before = access.operations();
            file.execute("UPDATE _honker_scheduler_tasks SET next_fire_at = unixepoch() + 1.5");
            heard.await("fired n");
            assertThat(access.operations() - before).isLessThan(40);
            assertThat(scheduler.fired()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"'soon'", "x'00'"})
    void aLockWhoseTimeIsNoNumberKeepsNobodyBusy(String time) throws Exception {
        file.execute(
                "INSERT INTO _honker_locks(name, owner, expires_at) VALUES ('honker-scheduler', 'p', " + time + ")");
        try (SchedulerHandle scheduler =
                book.run(SchedulerOptions.builder().listener(heard).build())) {
            long before = access.operations();
            assertThat(scheduler.awaitEnd(Duration.ofMillis(500))).isFalse();
            assertThat(access.operations() - before).isLessThan(20);
            file.execute("DELETE FROM _honker_locks");
            assertThat(heard.next()).startsWith("acquired");
        }
    }

    @Test
    void aListenerThatLeavesItsThreadInterruptedDoesNotEndTheScheduler() throws Exception {
        book.add("n", "q", CronSchedule.every(Duration.ofSeconds(1)), "1");
        CountDownLatch fired = new CountDownLatch(3);
        SchedulerListener interrupting = new SchedulerListener() {
            @Override
            public void fired(Fires fires) {
                fired.countDown();
                Thread.currentThread().interrupt();
            }
        };
        try (SchedulerHandle scheduler =
                book.run(SchedulerOptions.builder().listener(interrupting).build())) {
            assertThat(fired.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(scheduler.isRunning()).isTrue();
        }
    }
}
