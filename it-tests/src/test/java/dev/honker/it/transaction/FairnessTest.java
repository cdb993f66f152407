package dev.honker.it.transaction;

import static dev.honker.it.transaction.Subject.PLAIN;
import static dev.honker.it.transaction.Subject.PLAIN_IMMEDIATE;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

/** Writers of one JVM take turns: nobody waits longer than those before it need. */
class FairnessTest extends RuleTest {

    @Test
    void waitersGetTheLockInTheOrderInWhichTheyCame() throws Exception {
        rule(PLAIN, "in order", ground -> {
            for (int round = 0; round < 5 * REPEAT; round++) {
                Connection holder = ground.openManual();
                Ground.run(holder, "UPDATE t SET n = n + 1");
                List<Integer> order = Collections.synchronizedList(new ArrayList<>());
                List<CompletableFuture<Void>> waiters = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    int number = i;
                    Connection waiting = ground.open(Ground.PATIENT);
                    waiting.setAutoCommit(false);
                    waiters.add(inQueue(() -> {
                        Ground.run(waiting, "UPDATE t SET n = n + 1");
                        order.add(number);
                        waiting.commit();
                    }));
                }
                holder.commit();
                for (CompletableFuture<Void> waiter : waiters) {
                    waiter.get(20, TimeUnit.SECONDS);
                }
                assertThat(order).as("in order").containsExactly(0, 1, 2, 3);
            }
        });
    }

    /** Starts the work on a thread of its own and returns once that thread waits: parked here, or asleep inside SQLite. */
    private static CompletableFuture<Void> inQueue(Threads.Task work) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        CountDownLatch started = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            started.countDown();
            Threads.complete(done, work);
        });
        thread.start();
        started.await();
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(60);
        while (thread.getState() != Thread.State.TIMED_WAITING && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        return done;
    }

    @Test
    void nobodyStarvesAmongEightThreads() throws Exception {
        for (boolean autoCommit : new boolean[] {true, false}) {
            onHonker(ground -> takeTurns(ground, autoCommit));
        }
        rule(PLAIN_IMMEDIATE, "everybody gets turns", ground -> takeTurns(ground, true));
    }

    private static void takeTurns(Ground ground, boolean autoCommit) throws Exception {
        HikariDataSource pool = ground.pool(8, autoCommit, Ground.PATIENT);
        AtomicInteger left = new AtomicInteger(1_600 * REPEAT);
        AtomicIntegerArray turns = new AtomicIntegerArray(8);
        CyclicBarrier ready = new CyclicBarrier(8);
        Threads.run(8, thread -> {
            try (Connection connection = pool.getConnection()) {
                ready.await(20, TimeUnit.SECONDS);
                while (left.getAndDecrement() > 0) {
                    connection.setAutoCommit(false);
                    ImmediateBeginTest.loadChangeFlush(connection);
                    turns.incrementAndGet(thread);
                    connection.setAutoCommit(true);
                }
            }
        });
        for (int thread = 0; thread < 8; thread++) {
            assertThat(turns.get(thread)).as("everybody gets turns: %s", turns).isGreaterThan(100 * REPEAT);
        }
    }

    @Test
    void aStatementsQueryTimeoutBoundsItsWaitHoweverLongItIs() throws Exception {
        rule(PLAIN, "SQLITE_BUSY", ground -> {
            Connection holder = ground.openManual();
            Ground.run(holder, "UPDATE t SET n = 1");
            Connection waiting = ground.open(50);
            try (Statement statement = waiting.createStatement()) {
                statement.setQueryTimeout(Integer.MAX_VALUE / 999);
                CompletableFuture<Void> done = inQueue(() -> statement.executeUpdate("UPDATE t SET n = n + 1"));
                holder.commit();
                done.get(20, TimeUnit.SECONDS);
            }
            assertThat(ground.committed("SELECT n FROM t WHERE id = 1")).isEqualTo(2);
        });
    }
}
