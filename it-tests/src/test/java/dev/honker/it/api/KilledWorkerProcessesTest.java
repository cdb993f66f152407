package dev.honker.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.Database;
import dev.honker.Queue;
import dev.honker.Row;
import dev.honker.UpdateEvents;
import dev.honker.it.support.OtherJvm;
import dev.honker.it.support.OtherThread;
import dev.honker.it.support.Signals;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Worker processes that are killed at random points while jobs come in; {@code -Dkills=200} for more. */
class KilledWorkerProcessesTest {

    private static final int KILLS = Integer.getInteger("kills", 20 * Math.min(10, Integer.getInteger("repeat", 1)));
    private static final int PROCESSES = 3;
    private static final int BACKLOG = 40;
    private static final long LONGEST_LIFE_MILLIS = 300;
    private static final long LONGEST_YOUTH_MILLIS = 700;

    /**
     * One second until the claim has lapsed, for it holds to the end of its last second, and one to notice it. That bar is for the
     * long run, on a machine of its own; in a build that shares one it would be a timed test.
     */
    private static final double MOST_SECONDS_AFTER_DEADLINE = Integer.getInteger("kills") == null ? 10 : 2;

    @TempDir
    private Path folder;

    private final Deque<OtherJvm> processes = new ArrayDeque<>();
    private final Set<OtherJvm> begun = new HashSet<>();
    private final List<OtherJvm> all = new ArrayList<>();
    private final AtomicBoolean enough = new AtomicBoolean();
    private Path file;

    @AfterEach
    void end() throws IOException {
        for (OtherJvm process : all) {
            process.close();
        }
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void killedWorkersLoseNoJobRunNoneTwiceAndTheirsAreReclaimedInTime() throws Exception {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.println(KILLS + " kills, seed " + seed);
        file = folder.resolve("app.db");
        try (Database database = Crew.open(file)) {
            createTables(database);
            Queue queue = KillableWorker.queue(database);
            OtherThread<List<Long>> producer = OtherThread.start("producer", () -> produce(database, queue));
            try {
                for (int i = 0; i < PROCESSES; i++) {
                    startOne();
                }
                killMany(new Random(seed));
            } finally {
                enough.set(true);
            }
            List<Long> enqueued = producer.get(60);
            Signals.awaitCommit(database, () -> queue.size() == 0);
            requireNothingTwice();
            assertThat(database.query("SELECT job FROM handled ORDER BY job").stream()
                            .map(row -> row.getLong("job"))
                            .toList()
                            .equals(enqueued))
                    .as("each of " + enqueued.size() + " jobs was done")
                    .isTrue();
            assertThat(queue.deadLetters().count()).isZero();
            requireReclaimedInTime(database);
        }
    }

    private static void createTables(Database database) {
        database.transactionVoid(tx -> {
            tx.execute("CREATE TABLE handled(job INTEGER NOT NULL UNIQUE)");
            tx.execute("CREATE TABLE reclaimed(job INTEGER, attempts INTEGER, deadline INTEGER, at REAL)");
            // why a trigger: nobody else sees up to when a claim held, heartbeats included, at the moment it is taken
            // over
            tx.execute("""
                    CREATE TRIGGER takeover AFTER UPDATE ON _honker_live
                    WHEN old.state = 'processing' AND new.attempts > old.attempts
                    BEGIN
                      INSERT INTO reclaimed VALUES (new.id, new.attempts, old.claim_expires_at, unixepoch('subsec'));
                    END
                    """);
        });
    }

    private List<Long> produce(Database database, Queue queue) {
        List<Long> ids = new ArrayList<>();
        try (UpdateEvents updates = database.updateEvents()) {
            while (!enough.get()) {
                long room = BACKLOG - queue.size();
                if (room > 0) {
                    ids.addAll(queue.enqueueAll(Collections.nCopies((int) room, "{}")));
                } else {
                    updates.awaitUpdate(Duration.ofMillis(100));
                }
            }
        }
        return ids;
    }

    private void startOne() throws IOException {
        OtherJvm process = OtherJvm.start(folder, KillableWorker.class, file.toString(), "worker-" + all.size());
        all.add(process);
        processes.add(process);
    }

    /** Most in their work, while the others work too; some in their first moments. */
    private void killMany(Random random) throws Exception {
        for (int i = 0; i < KILLS; i++) {
            if (random.nextInt(4) == 0) {
                kill(processes.removeLast(), random.nextLong(LONGEST_YOUTH_MILLIS));
            } else {
                for (OtherJvm process : processes) {
                    if (begun.add(process)) {
                        process.expect("begun");
                    }
                }
                kill(processes.removeFirst(), random.nextLong(LONGEST_LIFE_MILLIS));
            }
            startOne();
        }
    }

    private static void kill(OtherJvm victim, long afterMillis) throws InterruptedException {
        // why: a moment that has nothing to do with what the victim does
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(afterMillis));
        victim.kill();
    }

    private void requireNothingTwice() throws Exception {
        for (OtherJvm process : all) {
            process.close();
            List<String> said = process.linesToTheEnd();
            said.remove("begun");
            assertThat(said).isEmpty();
        }
    }

    private static void requireReclaimedInTime(Database database) {
        Row summary = database.query("SELECT count(*) AS n, min(at - deadline) AS first, max(at - deadline) AS last,"
                        + " max(attempts) AS attempts FROM reclaimed")
                .get(0);
        System.out.println("taken over: " + summary);
        assertThat(summary.getLong("n")).as("takeovers").isGreaterThan(KILLS / 4);
        assertThat((double) summary.get("first")).isGreaterThanOrEqualTo(1);
        assertThat((double) summary.get("last")).isLessThanOrEqualTo(MOST_SECONDS_AFTER_DEADLINE);
    }
}
