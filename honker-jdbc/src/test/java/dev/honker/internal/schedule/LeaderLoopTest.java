package dev.honker.internal.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.CronSchedule;
import dev.honker.Database;
import dev.honker.DatabaseFixture;
import dev.honker.Fires;
import dev.honker.Honker;
import dev.honker.HonkerException;
import dev.honker.LeadershipLostException;
import dev.honker.LockHeldException;
import dev.honker.OpenOptions;
import dev.honker.SchedulerHandle;
import dev.honker.SchedulerListener;
import dev.honker.SchedulerOptions;
import dev.honker.UpdateEvents;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Who leads, what the leader fires, and how leadership goes from one to the next. */
class LeaderLoopTest extends DatabaseFixture {

    private static final CronSchedule EVERY_SECOND = CronSchedule.every(Duration.ofSeconds(1));

    private final Heard heard = new Heard();

    /** Polls so seldom that a test only goes on by wakes and deadlines. */
    private final SchedulerOptions.Builder options =
            SchedulerOptions.builder().listener(heard).idlePollInterval(Duration.ofHours(1));

    @Test
    void theLeaderFiresEachBoundaryOnceAndTellsItsTime() throws Exception {
        db.scheduler().add("n", "q", EVERY_SECOND, "1");
        try (SchedulerHandle scheduler = db.scheduler().run(options.build())) {
            assertThat(heard.next()).isEqualTo("acquired by " + scheduler.owner());
            for (int i = 0; i < 3; i++) {
                assertThat(heard.next()).isEqualTo("fired n");
            }
            assertThat(scheduler.isLeader()).isTrue();
            assertThat(scheduler.fired()).isGreaterThanOrEqualTo(3);
            assertThat(lockOwners()).containsExactly(scheduler.owner());
        }
        long jobs = number("SELECT count(*) FROM _honker_live");
        assertThat(number("SELECT max(fire_at) - min(fire_at) + 1 FROM _honker_schedule_fires"))
                .isEqualTo(jobs);
        assertThat(number("SELECT count(DISTINCT fire_at) FROM _honker_schedule_fires"))
                .isEqualTo(jobs);
    }

    @Test
    void whatWasMissedWhileNobodyLedFiresAtTheStart() throws Exception {
        db.scheduler().add("n", "q", CronSchedule.every(Duration.ofHours(1)), "1");
        execute("UPDATE _honker_scheduler_tasks SET next_fire_at = unixepoch() - 70 * 3600");
        try (SchedulerHandle scheduler = db.scheduler().run(options.build())) {
            assertThat(heard.await("skipped")).isEqualTo("skipped n 7");
            assertThat(scheduler.fired()).isEqualTo(64);
        }
    }

    @Test
    void aScheduleThatIsAddedResumedOrMendedWakesAnIdleLeader() throws Exception {
        try (SchedulerHandle scheduler = db.scheduler().run(options.build())) {
            heard.await("acquired");
            db.scheduler().add("n", "q", EVERY_SECOND, "1");
            heard.await("fired n");
            db.scheduler().pause("n");
            db.scheduler().add("bad", "q", CronSchedule.every(Duration.ofHours(1)), "1");
            execute("UPDATE _honker_scheduler_tasks SET cron_expr = 'x', next_fire_at = 5 WHERE name = 'bad'");
            heard.await("broken bad");
            execute("UPDATE _honker_scheduler_tasks SET cron_expr = '@every 400000d' WHERE name = 'bad'");
            heard.await("fired bad");
            db.scheduler().resume("n");
            heard.await("fired n");
            assertThat(scheduler.isRunning()).isTrue();
        }
    }

    @Test
    void theLockIsReleasedAtTheEndAndTheNextOneLeadsAtOnce() throws Exception {
        Heard first = new Heard();
        options.lockName("mine").lockTtl(Duration.ofDays(1));
        try (Database other = Honker.open(file)) {
            SchedulerHandle leader =
                    other.scheduler().run(options.listener(first).build());
            first.await("acquired");
            SchedulerHandle standby = db.scheduler().run(options.listener(heard).build());
            leader.close();
            assertThat(heard.next()).isEqualTo("acquired by " + standby.owner());
            assertThat(lockOwners()).containsExactly(standby.owner());
            assertThat(leader.isLeader()).isFalse();
            standby.close();
            assertThat(lockOwners()).isEmpty();
        }
    }

    @Test
    void aStandbyTakesOverWhenTheTimeOfAPeersLockIsOver() throws Exception {
        execute("INSERT INTO _honker_locks VALUES ('honker-scheduler', 'python', unixepoch() + 4)");
        db.scheduler().add("n", "q", EVERY_SECOND, "1");
        try (SchedulerHandle scheduler = db.scheduler().run(options.build())) {
            assertThat(scheduler.isLeader()).isFalse();
            assertThat(heard.next()).startsWith("acquired");
            assertThat(lockOwners()).containsExactly(scheduler.owner());
            heard.await("fired n");
        }
    }

    @Test
    void oneThatRefusesToStandByFailsAtItsStartAndLeavesNothing() {
        execute("INSERT INTO _honker_locks VALUES ('honker-scheduler', 'python', unixepoch() + 100)");
        assertThatThrownBy(() -> db.scheduler().run(options.standby(false).build()))
                .isInstanceOf(LockHeldException.class)
                .hasMessage("lock 'honker-scheduler' is already held");
        assertThat(lockOwners()).containsExactly("python");
    }

    @Test
    void aLeaderWhoseLockWasTakenFiresNothingMoreAndSaysSo() throws Exception {
        db.scheduler().add("n", "q", EVERY_SECOND, "1");
        try (SchedulerHandle scheduler = db.scheduler().run(options.build())) {
            heard.await("fired");
            db.transactionVoid(tx -> {
                tx.execute("UPDATE _honker_locks SET owner = 'thief', expires_at = unixepoch() + 100");
                tx.execute("DELETE FROM _honker_live");
            });
            assertThat(heard.await("lost"))
                    .isEqualTo("lost: scheduler lock 'honker-scheduler' lost (owner='" + scheduler.owner()
                            + "'); another leader took over");
            assertThat(scheduler.isLeader()).isFalse();
            execute("UPDATE _honker_scheduler_tasks SET next_fire_at = 5");
            execute("UPDATE _honker_locks SET expires_at = unixepoch() + 1");
            assertThat(heard.next()).isEqualTo("acquired by " + scheduler.owner());
            assertThat(number("SELECT min(fire_at) FROM _honker_schedule_fires f JOIN _honker_live ON id = job_id"))
                    .isEqualTo(5);
        }
    }

    @Test
    void aLeaderWhoseTimeRanOutLosesTheLeadBeforeItFiresAgain() throws Exception {
        db.scheduler().add("n", "q", CronSchedule.every(Duration.ofHours(1)), "1");
        try (SchedulerHandle scheduler = db.scheduler().run(options.build())) {
            heard.await("acquired");
            db.transactionVoid(tx -> {
                tx.execute("UPDATE _honker_locks SET expires_at = unixepoch()");
                tx.execute("UPDATE _honker_scheduler_tasks SET next_fire_at = unixepoch()");
            });
            assertThat(heard.next()).endsWith("its time ran out before it was renewed");
            assertThat(heard.next()).isEqualTo("acquired by " + scheduler.owner());
            assertThat(heard.next()).isEqualTo("fired n");
        }
    }

    @Test
    void aLeaderWhoseLockWasDeletedSaysSoAndTakesItAgain() throws Exception {
        try (SchedulerHandle scheduler = db.scheduler().run(options.build())) {
            heard.await("acquired");
            execute("DELETE FROM _honker_locks");
            assertThat(heard.next()).endsWith("its row was deleted");
            assertThat(heard.next()).isEqualTo("acquired by " + scheduler.owner());
        }
    }

    @Test
    void aQueueThatRefusesJobsTakesNobodyTheLead() throws Exception {
        execute("CREATE TRIGGER guard BEFORE INSERT ON _honker_live WHEN new.queue = 'closed'"
                + " BEGIN SELECT RAISE(ABORT, 'this queue is closed'); END");
        db.scheduler().add("bad", "closed", EVERY_SECOND, "1");
        db.scheduler().add("good", "q", EVERY_SECOND, "1");
        try (SchedulerHandle scheduler = db.scheduler().run(options.build())) {
            heard.await("broken bad");
            heard.await("fired good");
            heard.await("fired good");
            assertThat(scheduler.isLeader()).isTrue();
            execute("DROP TRIGGER guard");
            heard.await("fired bad");
        }
    }

    @Test
    void theLockIsReleasedThoughAnotherWritesWhenTheSchedulerStops() throws Exception {
        OpenOptions impatient =
                OpenOptions.builder().busyTimeout(Duration.ofMillis(20)).build();
        try (Database other = Honker.open(file, impatient)) {
            SchedulerHandle scheduler = other.scheduler().run(options.build());
            heard.await("acquired");
            CompletableFuture<Void> closing = db.transaction(tx -> {
                tx.execute("UPDATE _honker_locks SET name = name");
                CompletableFuture<Void> begun = CompletableFuture.runAsync(scheduler::close);
                assertThat(scheduler.awaitEnd(Duration.ofMillis(500))).isFalse();
                return begun;
            });
            closing.get(20, TimeUnit.SECONDS);
            assertThat(lockOwners()).isEmpty();
        }
    }

    @Test
    void oneThatRefusesToStandByEndsWhenItsLockWasTaken() throws Exception {
        SchedulerHandle scheduler = db.scheduler().run(options.standby(false).build());
        heard.await("acquired");
        execute("UPDATE _honker_locks SET owner = 'thief', expires_at = unixepoch() + 100");
        assertThat(scheduler.awaitEnd(Duration.ofSeconds(20))).isTrue();
        assertThat(scheduler.failure().orElseThrow()).isInstanceOf(LeadershipLostException.class);
        assertThat(lockOwners()).containsExactly("thief");
    }

    @Test
    void theLockIsRenewedLongBeforeItEnds() throws Exception {
        try (SchedulerHandle scheduler =
                db.scheduler().run(options.lockTtl(Duration.ofSeconds(6)).build())) {
            heard.await("acquired");
            long first = number("SELECT expires_at FROM _honker_locks");
            await(() -> number("SELECT expires_at FROM _honker_locks") >= first + 3);
            assertThat(scheduler.isLeader()).isTrue();
        }
    }

    @Test
    void aMovedClockHasTheLockRenewed() throws Exception {
        try (SchedulerHandle scheduler = db.scheduler().run(options.build())) {
            heard.await("acquired");
            execute("UPDATE _honker_locks SET expires_at = unixepoch() + 30");
            await(() -> number("SELECT expires_at - unixepoch() FROM _honker_locks") > 50);
            assertThat(scheduler.isLeader()).isTrue();
        }
    }

    @Test
    void aListenerThatThrowsStopsNothing() throws Exception {
        db.scheduler().add("n", "q", EVERY_SECOND, "1");
        SchedulerListener throwing = new SchedulerListener() {
            @Override
            public void leadershipAcquired(String owner) {
                throw new IllegalStateException("from a test");
            }

            @Override
            public void fired(Fires fires) {
                heard.fired(fires);
                throw new IllegalStateException("from a test");
            }
        };
        try (SchedulerHandle scheduler =
                db.scheduler().run(options.listener(throwing).build())) {
            heard.await("fired");
            heard.await("fired");
            assertThat(scheduler.isRunning()).isTrue();
        }
    }

    @Test
    void aListenerMayStopTheScheduler() throws Exception {
        db.scheduler().add("n", "q", EVERY_SECOND, "1");
        CompletableFuture<SchedulerHandle> started = new CompletableFuture<>();
        SchedulerListener stopping = new SchedulerListener() {
            @Override
            public void fired(Fires fires) {
                started.join().close();
            }
        };
        SchedulerHandle scheduler =
                db.scheduler().run(options.listener(stopping).build());
        started.complete(scheduler);
        assertThat(scheduler.awaitEnd(Duration.ofSeconds(20))).isTrue();
        assertThat(scheduler.failed()).isFalse();
        assertThat(lockOwners()).isEmpty();
    }

    @Test
    void anExecutorThatRefusesLeavesNoLock() {
        assertThatThrownBy(() -> db.scheduler()
                        .run(options.standby(false)
                                .executor(task -> {
                                    throw new RejectedExecutionException("full");
                                })
                                .build()))
                .isInstanceOf(RejectedExecutionException.class);
        assertThat(lockOwners()).isEmpty();
    }

    @Test
    void aSchedulerEndsWithItsDatabaseAndReleasesTheLock() throws Exception {
        SchedulerHandle scheduler;
        try (Database other = Honker.open(file)) {
            scheduler = other.scheduler().run(options.build());
            heard.await("acquired");
        }
        assertThat(scheduler.isRunning()).isFalse();
        assertThat(scheduler.failed()).isFalse();
        assertThat(lockOwners()).isEmpty();
    }

    @Test
    void aSchedulerCannotBeStartedInsideATransaction() {
        db.transactionVoid(tx -> assertThatThrownBy(() -> db.scheduler().run())
                .isInstanceOf(HonkerException.class)
                .hasMessageContaining("a scheduler waits for what others write"));
    }

    private List<Object> lockOwners() {
        return db.query("SELECT owner FROM _honker_locks").stream()
                .map(row -> row.get(0))
                .toList();
    }

    private void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        try (UpdateEvents updates = db.updateEvents()) {
            while (!condition.getAsBoolean()) {
                assertThat(System.nanoTime()).as("the condition holds in time").isLessThan(deadline);
                updates.awaitUpdate(Duration.ofMillis(200));
            }
        }
    }
}
