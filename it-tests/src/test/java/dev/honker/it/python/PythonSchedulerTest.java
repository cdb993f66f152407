package dev.honker.it.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.CronSchedule;
import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.MissedRuns;
import dev.honker.Schedule;
import dev.honker.Scheduler;
import dev.honker.SchedulerHandle;
import dev.honker.SchedulerListener;
import dev.honker.SchedulerOptions;
import dev.honker.it.support.OtherProcess;
import dev.honker.it.support.PythonHonker;
import dev.honker.it.support.Signals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schedules that Java and Python keep together, with a leader in either language. */
class PythonSchedulerTest {

    private static final CronSchedule EACH_SECOND = CronSchedule.cron("* * * * * *");

    @TempDir
    private Path folder;

    private Database database;
    private Scheduler scheduler;
    private OtherProcess python;

    @BeforeEach
    void open() throws Exception {
        Path file = folder.resolve("app.db");
        database = Honker.open(file);
        scheduler = database.scheduler();
        python = PythonHonker.start(folder, PythonSchedulerTest.class, "schedules.py", file.toString())
                .expect("ready");
    }

    @AfterEach
    void close() throws Exception {
        if (database != null) {
            database.close();
        }
        if (python != null) {
            python.close();
        }
    }

    @Test
    void aScheduleOfJavaIsFiredByALeaderInPythonWhileJavaStandsByAndTakesOver() throws Exception {
        scheduler.add("tick", "q", EACH_SECOND, "{\"n\":1}");
        assertThat(python.ask("start()")).isEqualTo("\"leads\"");
        CountDownLatch leads = new CountDownLatch(1);
        SchedulerListener listener = new SchedulerListener() {
            @Override
            public void leadershipAcquired(String owner) {
                leads.countDown();
            }
        };
        try (SchedulerHandle handle =
                scheduler.run(SchedulerOptions.builder().listener(listener).build())) {
            Signals.awaitCommit(database, () -> database.queue("q").size() >= 2);
            assertThat(handle.isLeader()).isFalse();
            assertThat(handle.fired()).isZero();
            assertThat(python.ask("stop()")).isEqualTo("\"stopped\"");
            assertThat(leads.await(30, TimeUnit.SECONDS))
                    .as("taken over long before Python's lock of 60 s is over")
                    .isTrue();
            Signals.awaitCommit(database, () -> handle.fired() >= 2);
            handle.throwIfFailed();
        }
        assertThat(database.queue("q").claimBatch("w", 100))
                .isNotEmpty()
                .allSatisfy(job -> assertThat(job.payloadJson()).isEqualTo("{\"n\":1}"));
    }

    @Test
    void aLeaderInJavaKeepsPythonOutAndFiresWhatPythonAdded() throws Exception {
        assertThat(python.ask("scheduler.add(name='tick', queue='q', schedule=honker.crontab('* * * * * *'),"
                        + " payload={'from': 'python'})"))
                .isEqualTo("null");
        try (SchedulerHandle handle = scheduler.run()) {
            Signals.awaitCommit(database, () -> handle.fired() >= 1);
            assertThat(python.ask("start()")).startsWith("LockHeld");
            handle.throwIfFailed();
        }
        assertThat(python.ask("[j.payload for j in db.queue('q').claim_batch('p', 1)]"))
                .isEqualTo("[{\"from\": \"python\"}]");
        assertThat(python.ask("start()")).isEqualTo("\"leads\"");
        assertThat(python.ask("stop()")).isEqualTo("\"stopped\"");
    }

    @Test
    void pausesAndChangesOfEitherAreSeenByTheOther() throws Exception {
        scheduler.add("tick", "q", CronSchedule.every(Duration.ofHours(1)), "{\"n\":1}");
        assertThat(python.ask("scheduler.pause('tick')")).isEqualTo("true");
        assertThat(scheduler.get("tick").orElseThrow().enabled()).isFalse();
        assertThat(scheduler.resume("tick", MissedRuns.SKIP)).isTrue();
        assertThat(python.ask("scheduler.update('tick', schedule=honker.every_s(5), payload={'n': 2}, priority=4)"))
                .isEqualTo("true");
        Schedule changed = scheduler.get("tick").orElseThrow();
        assertThat(changed.expression()).isEqualTo("@every 5s");
        assertThat(changed.payloadJson()).isEqualTo("{\"n\": 2}");
        assertThat(changed.priority()).isEqualTo(4);
        assertThat(python.ask("[s['name'] for s in scheduler.list()]")).isEqualTo("[\"tick\"]");
        assertThat(python.ask("scheduler.remove('tick')")).isEqualTo("true");
        assertThat(scheduler.list()).isEmpty();
    }
}
