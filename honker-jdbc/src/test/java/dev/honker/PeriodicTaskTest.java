package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tasks that schedules call. */
class PeriodicTaskTest extends TaskFixture {

    /** Some by hour and some by second. */
    static class Reports {

        final BlockingQueue<Instant> boundaries = new LinkedBlockingQueue<>();

        @PeriodicTask("@every 1s")
        void tick(Job job) {
            boundaries.add(job == null ? Instant.MIN : job.fireTime().orElseThrow());
        }

        @Task(name = "nightly", queue = "reports", priority = 4, expires = "2h", retries = 2)
        @PeriodicTask(value = "30 2 * * *", name = "every night", missedRuns = MissedRuns.FIRE_ONCE)
        String nightly() {
            return "done";
        }
    }

    @Test
    void schedulesAreAddedAndFiredByTheWorker() throws Exception {
        Reports reports = new Reports();
        db.tasks().register(reports);
        try (TaskWorkerHandle worker = work()) {
            Instant first = reports.boundaries.poll(30, TimeUnit.SECONDS);
            Instant second = reports.boundaries.poll(30, TimeUnit.SECONDS);
            assertThat(second).isAfterOrEqualTo(first.plusSeconds(1));
            assertThat(worker.scheduler()).hasValueSatisfying(scheduler -> assertThat(scheduler.isLeader())
                    .isTrue());
        }
        assertThat(db.query("SELECT count(*) FROM _honker_locks").get(0).getLong("count(*)"))
                .isZero();
        assertThat(number("SELECT count(*) FROM _honker_results")).isZero();
        Schedule tick =
                db.scheduler().get("dev.honker.PeriodicTaskTest.Reports.tick").orElseThrow();
        assertThat(tick.queue()).isEqualTo("default");
        assertThat(tick.maxAttempts()).isEqualTo(3);
        Schedule nightly = db.scheduler().get("every night").orElseThrow();
        assertThat(nightly.payloadJson())
                .isEqualTo("{\"__honker_task__\":{\"task\":\"nightly\",\"args\":[],\"kwargs\":{}}}");
        assertThat(nightly.priority()).isEqualTo(4);
        assertThat(nightly.maxAttempts()).isEqualTo(2);
        assertThat(nightly.expires()).isPresent();
        assertThat(nightly.queue()).isEqualTo("reports");
        assertThat(db.scheduler().missedRuns(nightly.name())).isEqualTo(MissedRuns.FIRE_ONCE);
        assertThat(db.scheduler().missedRuns(tick.name())).isEqualTo(MissedRuns.FIRE);
    }

    @Test
    void aPeriodicTaskCanBeRunByHandAndKeepsItsResultIfItSaysSo() {
        db.tasks().register(new Reports());
        work();
        long id = db.scheduler().runNow("every night");
        assertThat(TaskResult.ofJob(db.queue("reports"), id, Honker.json(String.class))
                        .await(SOON))
                .isEqualTo("done");
    }

    @Test
    void aWorkerThatIsToldSoLeavesSchedulesAlone() {
        db.tasks().register(new Reports());
        try (TaskWorkerHandle worker =
                db.runTasks(db.taskRegistry(), worker().periodic(false).build())) {
            assertThat(worker.scheduler()).isEmpty();
            assertThat(db.scheduler().list()).isEmpty();
        }
    }

    /** One zone. */
    static class InBerlin {

        @PeriodicTask(value = "0 12 * * *", zone = "Europe/Berlin")
        void noon() {}
    }

    @Test
    void cronFieldsAreReadInTheZoneThatIsNamed() {
        db.tasks().register(new InBerlin());
        work();
        Instant next = db.scheduler().list().get(0).nextFireAt();
        assertThat(next.atZone(ZoneId.of("Europe/Berlin")).getHour()).isEqualTo(12);
    }

    @Test
    void oneRegistryHasOneZone() {
        db.tasks().register(new Reports());
        assertThatThrownBy(() -> db.tasks().register(new InBerlin()))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContaining("must be the database's as that of")
                .hasMessageContaining("but is Europe/Berlin");
        assertThat(db.taskRegistry().names()).hasSize(2);
    }

    /** Not cron. */
    static class Broken {

        @PeriodicTask("every now and then")
        void run() {}
    }

    @Test
    void anExpressionThatIsNoneIsRefusedWhenTheClassIsRegistered() {
        assertThatThrownBy(() -> db.tasks().register(new Broken()))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContaining("task method dev.honker.PeriodicTaskTest$Broken.run(): ");
    }

    @Test
    void aHandlerOfARegistryHasSchedulesToo() throws Exception {
        BlockingQueue<String> runs = new LinkedBlockingQueue<>();
        TaskRegistry registry = db.taskRegistry();
        registry.register("beat", "beats", call -> {
            runs.add(call.argsJson());
            return null;
        });
        registry.periodic(
                new PeriodicSpec("pulse", "beat", CronSchedule.cron("* * * * * *"), Optional.of(ZoneId.of("UTC"))));
        assertThat(registry.periodic()).hasSize(1);
        assertThatThrownBy(() -> registry.periodic(
                        new PeriodicSpec("x", "none", CronSchedule.cron("* * * * *"), Optional.of(ZoneId.of("UTC")))))
                .hasMessageContaining("no task is registered as 'none'");
        work();
        assertThat(runs.poll(30, TimeUnit.SECONDS)).isEqualTo("[]");
        assertThat(db.scheduler().list()).hasSize(1);
    }
}
