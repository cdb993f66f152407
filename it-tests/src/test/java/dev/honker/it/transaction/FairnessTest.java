package dev.honker.it.transaction;

import static dev.honker.it.transaction.Subject.PLAIN;
import static dev.honker.it.transaction.Subject.PLAIN_IMMEDIATE;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.Queue;
import dev.honker.WorkerOptions;
import dev.honker.it.support.OtherThread;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Writers of one JVM take turns: nobody waits longer than those before it need. */
@Tag("write-lock")
class FairnessTest extends RuleTest {

    @Test
    void waitersGetTheLockInTheOrderInWhichTheyCame() throws Exception {
        rule(PLAIN, "in order", ground -> {
            // why: on plain sqlite-jdbc it is a matter of luck who comes first
            long end = System.nanoTime() + (ground.subject == PLAIN ? TimeUnit.SECONDS.toNanos(60) : 0);
            for (int round = 0; round < 5 * REPEAT || System.nanoTime() < end; round++) {
                Connection holder = ground.openManual();
                Ground.run(holder, "UPDATE t SET n = n + 1");
                List<Integer> order = Collections.synchronizedList(new ArrayList<>());
                List<OtherThread<Void>> waiters = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    int number = i;
                    Connection waiting = ground.open(Ground.PATIENT);
                    waiting.setAutoCommit(false);
                    waiters.add(OtherThread.run("waiter " + number, () -> {
                                Ground.run(waiting, "UPDATE t SET n = n + 1");
                                order.add(number);
                                waiting.commit();
                                waiting.close();
                            })
                            .onceItWaitsForALock());
                }
                holder.commit();
                holder.close();
                for (OtherThread<Void> waiter : waiters) {
                    waiter.get();
                }
                assertThat(order).as("in order").containsExactly(0, 1, 2, 3);
            }
        });
    }

    @Test
    void nobodyStarvesAmongEightThreads() throws Exception {
        for (boolean autoCommit : new boolean[] {true, false}) {
            onHonker(ground -> takeTurns(ground, autoCommit));
        }
        rule(PLAIN_IMMEDIATE, "everybody gets turns", ground -> {
            // why: on plain sqlite-jdbc it is a matter of luck who gets turns
            for (int round = 0; round < (ground.subject == PLAIN_IMMEDIATE ? 20 : 1); round++) {
                takeTurns(ground, true);
            }
        });
    }

    private static void takeTurns(Ground ground, boolean autoCommit) throws Exception {
        HikariDataSource pool = ground.pool(8, autoCommit, 60_000);
        AtomicInteger left = new AtomicInteger(1_600 * REPEAT);
        AtomicIntegerArray turns = new AtomicIntegerArray(8);
        CyclicBarrier ready = new CyclicBarrier(8);
        Threads.run(8, thread -> {
            try (Connection connection = pool.getConnection()) {
                ready.await(60, TimeUnit.SECONDS);
                while (left.getAndDecrement() > 0) {
                    connection.setAutoCommit(false);
                    ImmediateBeginTest.loadChangeFlush(connection);
                    turns.incrementAndGet(thread);
                    connection.setAutoCommit(true);
                }
            }
        });
        for (int thread = 0; thread < 8; thread++) {
            assertThat(turns.get(thread)).as("everybody gets turns: %s", turns).isGreaterThan(50 * REPEAT);
        }
    }

    /** Counts transactions, as they depend on the machine less than times do. */
    @Test
    void aWorkerIsServedHoweverManyThreadsWrite() throws Exception {
        onHonker(ground -> {
            int jobs = 1_000 * REPEAT;
            HikariDataSource pool = ground.pool(8, true, 60_000);
            try (Database database = Honker.open(ground.file)) {
                Queue queue = database.queue("mail");
                queue.enqueueAll(Collections.nCopies(jobs, "{}"));
                CountDownLatch left = new CountDownLatch(jobs);
                queue.worker(
                        "w",
                        job -> left.countDown(),
                        WorkerOptions.builder().concurrency(4).build());
                AtomicInteger written = new AtomicInteger();
                Threads.run(8, thread -> {
                    try (Connection connection = pool.getConnection()) {
                        while (left.getCount() > 0 && written.incrementAndGet() <= 50 * jobs) {
                            connection.setAutoCommit(false);
                            ImmediateBeginTest.loadChangeFlush(connection);
                            connection.setAutoCommit(true);
                        }
                    }
                });
                assertThat(left.getCount())
                        .as("jobs that wait after %s transactions of other threads", written)
                        .isZero();
            }
        });
    }

    @Test
    void aStatementsQueryTimeoutBoundsItsWaitHoweverLongItIs() throws Exception {
        rule(PLAIN, "SQLITE_BUSY", ground -> {
            Connection holder = ground.openManual();
            Ground.run(holder, "UPDATE t SET n = 1");
            Connection waiting = ground.open(50);
            try (Statement statement = waiting.createStatement()) {
                statement.setQueryTimeout(Integer.MAX_VALUE / 999);
                OtherThread<Integer> other =
                        OtherThread.start("waiting", () -> statement.executeUpdate("UPDATE t SET n = n + 1"));
                if (ground.subject == PLAIN) {
                    other.get();
                }
                other.onceItWaitsForALock();
                holder.commit();
                other.get();
            }
            assertThat(ground.committed("SELECT n FROM t WHERE id = 1")).isEqualTo(2);
        });
    }
}
