package dev.honker.it.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.CronSchedule;
import dev.honker.Database;
import dev.honker.Row;
import dev.honker.Scheduler;
import dev.honker.it.schedule.Contenders.Contender;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three processes of which one leads: the leader is killed, or suspended for longer than its lock lives and then resumed. {@code
 * -Dkills=100} for more.
 */
class LeaderHandOverTest {

    private static final int KILLS = Integer.getInteger("kills", 10 * Math.min(10, Integer.getInteger("repeat", 1)));
    private static final int PAUSES = Math.max(5, KILLS / 2);
    private static final int PROCESSES = 3;
    private static final long LONGEST_REIGN_MILLIS = 1_500;

    /** How far from the begin of a second, at which everything fires, half of the blows fall. */
    private static final long NEAR_MILLIS = 15;

    /** Each schedule with the seconds between its boundaries. */
    private static final Map<String, Long> STEPS = Map.of("@every 1s", 1L, "* * * * * *", 1L, "*/3 * * * * *", 3L);

    @TempDir
    private Path folder;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private Database database;
    private Contenders contenders;

    @BeforeEach
    void startAll() throws Exception {
        Path file = folder.resolve("app.db");
        database = SchedulerProcess.open(file);
        database.transactionVoid(tx -> {
            Scheduler scheduler = tx.scheduler(ZoneOffset.UTC);
            STEPS.keySet().forEach(each -> scheduler.add(each, "q", CronSchedule.cron(each), "1"));
            tx.execute("CREATE TABLE takeovers(waited REAL)");
            tx.execute("CREATE TRIGGER takeover AFTER UPDATE OF owner ON _honker_locks WHEN old.owner <> new.owner"
                    + " BEGIN INSERT INTO takeovers VALUES (unixepoch('subsec') - old.expires_at); END");
        });
        contenders = new Contenders(folder, file, database);
        for (int i = 0; i < PROCESSES; i++) {
            contenders.startOne();
        }
    }

    @AfterEach
    void endAll() throws Exception {
        contenders.close();
        database.close();
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void killedLeadersFireNoBoundaryTwiceAndLoseNone() throws Exception {
        for (int i = 0; i < KILLS; i++) {
            if (random.nextInt(4) == 0) {
                Contender youngest = contenders.youngest();
                contenders.kill(youngest);
                contenders.startOne();
            }
            Contender leader = contenders.leader();
            awaitMoment();
            contenders.kill(leader);
            contenders.startOne();
        }
        contenders.leader();
        contenders.end();
        requireEveryBoundaryOnce(KILLS + " kills");
        assertThat(number("SELECT count(*) FROM takeovers")).isGreaterThanOrEqualTo(KILLS);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void aLeaderSuspendedPastItsTimeFiresNothingWhenItGoesOnAndSaysThatItLostTheLead() throws Exception {
        int lost = 0;
        for (int i = 0; i < PAUSES; i++) {
            Contender leader = contenders.leader();
            awaitMoment();
            leader.process().suspend();
            boolean taken =
                    contenders.leaderBesides(leader, Duration.ofSeconds(10)).isPresent();
            if (taken) {
                // why: the next boundaries are the new leader's before the old one goes on
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextLong(1_200)));
            }
            leader.process().resume();
            if (taken) {
                lost++;
                assertThat(leader.process().line()).isEqualTo("lost");
            }
        }
        contenders.end();
        requireEveryBoundaryOnce(PAUSES + " pauses, " + lost + " of them with a new leader");
        // why not all: one that is suspended in a transaction keeps all others from writing
        assertThat(lost).isGreaterThanOrEqualTo(PAUSES / 2);
    }

    private void awaitMoment() {
        long millis = random.nextLong(LONGEST_REIGN_MILLIS);
        if (random.nextBoolean()) {
            long now = System.currentTimeMillis();
            millis = 1_000 - now % 1_000 + random.nextLong(-NEAR_MILLIS, NEAR_MILLIS);
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(Math.max(0, millis)));
    }

    private void requireEveryBoundaryOnce(String what) {
        Row summary = database.query("SELECT count(*) AS fires, max(created_at - fire_at) AS latest,"
                        + " (SELECT count(*) FROM takeovers) AS takeovers, (SELECT max(waited) FROM takeovers) AS waited"
                        + " FROM _honker_schedule_fires JOIN _honker_live ON id = job_id")
                .get(0);
        System.out.println(what + ", seed " + seed + ": " + summary);
        assertThat(database.query("SELECT name, fire_at, count(*) AS times FROM _honker_schedule_fires"
                        + " GROUP BY name, fire_at HAVING count(*) > 1"))
                .as("boundaries that fired twice")
                .isEmpty();
        STEPS.forEach((name, step) -> {
            Row fires = database.query(
                            "SELECT count(*) AS n, (max(fire_at) - min(fire_at)) / ? + 1 AS expected"
                                    + " FROM _honker_schedule_fires WHERE name = ?",
                            List.of(step, name))
                    .get(0);
            assertThat(fires.getLong("n")).as(name).isEqualTo(fires.getLong("expected"));
        });
        assertThat(number("SELECT count(*) FROM _honker_live")).as("jobs").isEqualTo(summary.getLong("fires"));
    }

    private long number(String sql) {
        return ((Number) database.query(sql).get(0).get(0)).longValue();
    }
}
