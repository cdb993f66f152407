package dev.honker.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Transactions that yield the write lock at any moment stay whole: one snapshot each, no lost update, no lock left behind. */
class WriteLockYieldStormTest extends RuleTest {

    private static final int SQLITE_BUSY = 5;

    @Test
    void transactionsThatRestForRandomTimesReadOneStateAndLoseNoUpdate() throws Exception {
        onHonker(ground -> {
            AtomicLong added = new AtomicLong();
            AtomicInteger outdated = new AtomicInteger();
            AtomicInteger turns = new AtomicInteger(400 * REPEAT);
            Threads.run(6, thread -> {
                try (Connection connection =
                        DriverManager.getConnection(ground.url(Ground.PATIENT) + "&honker.read_yield=1")) {
                    connection.setAutoCommit(false);
                    while (turns.getAndDecrement() > 0) {
                        try {
                            if (readRestAndWrite(connection)) {
                                added.incrementAndGet();
                            }
                        } catch (SQLException e) {
                            assertThat((Throwable) e).hasMessageStartingWith("[SQLITE_BUSY_SNAPSHOT]");
                            assertThat(e.getErrorCode()).isEqualTo(SQLITE_BUSY);
                            connection.rollback();
                            outdated.incrementAndGet();
                        }
                    }
                }
            });
            assertThat(ground.committed("SELECT n FROM t WHERE id = 1")).isEqualTo(added.get());
            assertThat(outdated.get())
                    .as("transactions that yielded and came too late")
                    .isPositive();
            assertThat(added.get()).isPositive();
            ground.requireNoLock();
        });
    }

    /** Returns whether it has added one. */
    private static boolean readRestAndWrite(Connection connection) throws SQLException {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long seen = Ground.number(connection, "SELECT n FROM t WHERE id = 1");
        int reads = random.nextInt(4);
        for (int i = 0; i < reads; i++) {
            if (random.nextInt(4) == 0) {
                // why: the rest is what is tested; a signal has no place in it
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(25)));
            }
            assertThat(Ground.number(connection, "SELECT n FROM t WHERE id = 1"))
                    .as("the snapshot")
                    .isEqualTo(seen);
        }
        boolean writes = random.nextInt(3) > 0;
        if (writes) {
            Ground.run(connection, "UPDATE t SET n = " + (seen + 1) + " WHERE id = 1");
        }
        if (writes && random.nextInt(5) == 0) {
            connection.rollback();
            return false;
        }
        connection.commit();
        return writes;
    }
}
