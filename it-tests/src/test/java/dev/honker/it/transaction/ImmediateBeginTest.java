package dev.honker.it.transaction;

import static dev.honker.it.transaction.Subject.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.honker.it.support.OtherThread;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A read-write transaction may write at its end what it has read at its beginning, whoever else writes meanwhile. */
@Tag("write-lock")
class ImmediateBeginTest extends RuleTest {

    private static final int THREADS = 8;
    private static final int EACH = 150 * REPEAT;

    @Test
    void aTransactionThatHasReadCanWriteAlthoughAnotherThreadWantedToMeanwhile() throws Exception {
        rule(PLAIN, "SQLITE_BUSY_SNAPSHOT", ground -> {
            Connection first = ground.openPatientReader();
            Connection second = ground.open(Ground.PATIENT);
            second.setAutoCommit(false);
            long seen = Ground.number(first, "SELECT n FROM t WHERE id = 1");
            OtherThread<Void> other = OtherThread.run("other", () -> loadChangeFlush(second));
            if (ground.subject == PLAIN) {
                other.get();
            } else {
                other.onceItWaitsForALock(() -> read(first));
            }
            Ground.run(first, "UPDATE t SET n = " + (seen + 1) + " WHERE id = 1");
            first.commit();
            other.get();
            assertThat(ground.committed("SELECT n FROM t WHERE id = 1")).isEqualTo(2);
        });
    }

    /** A transaction that goes on reading keeps the write lock. */
    private static void read(Connection connection) {
        try {
            Ground.number(connection, "SELECT count(*) FROM t");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aTransactionThatHasReadCanWriteAlthoughASecondProcessWantedToMeanwhile() throws Exception {
        rule(PLAIN, "SQLITE_BUSY_SNAPSHOT", ground -> {
            Peer peer = ground.peer();
            peer.run("PRAGMA busy_timeout = 20000");
            Connection connection = ground.openManual();
            long seen = Ground.number(connection, "SELECT n FROM t WHERE id = 1");
            peer.send("UPDATE t SET n = n + 1 WHERE id = 1");
            if (ground.subject == PLAIN) {
                peer.await();
            }
            Ground.run(connection, "UPDATE t SET n = " + (seen + 1) + " WHERE id = 1");
            connection.commit();
            peer.await();
            assertThat(ground.committed("SELECT n FROM t WHERE id = 1")).isEqualTo(2);
        });
    }

    @Test
    void loadChangeFlushOfEightThreadsLosesNoUpdateWithAnAutoCommitPool() throws Exception {
        rule(PLAIN, "SQLITE_BUSY", ground -> loadChangeFlush(ground, true, 0));
    }

    @Test
    void loadChangeFlushOfEightThreadsLosesNoUpdateWithAManualCommitPool() throws Exception {
        rule(PLAIN, "SQLITE_BUSY", ground -> loadChangeFlush(ground, false, 0));
    }

    @Test
    void loadChangeFlushLosesNoUpdateWhileASecondProcessDoesTheSame() throws Exception {
        rule(PLAIN, "SQLITE_BUSY", ground -> loadChangeFlush(ground, true, EACH));
        onHonker(ground -> loadChangeFlush(ground, false, EACH));
    }

    @Test
    void whoAsksForDeferredTransactionsGetsThem() throws Exception {
        onHonker(ground -> {
            String url = ground.url(Ground.IMPATIENT) + "&transaction_mode=DEFERRED";
            try (Connection connection = DriverManager.getConnection(url)) {
                connection.setAutoCommit(false);
                Ground.number(connection, "SELECT n FROM t");
                ground.requireNoLock();
                Ground.run(connection, "UPDATE t SET n = 5");
                connection.commit();
            }
            assertThat(ground.committed("SELECT n FROM t WHERE id = 1")).isEqualTo(5);
        });
    }

    private static void loadChangeFlush(Ground ground, boolean autoCommit, int outside) throws Exception {
        HikariDataSource pool = ground.pool(THREADS, autoCommit, Ground.PATIENT);
        Process process = outside == 0
                ? null
                : Peer.start(OutsideCounter.class, ground.url(Ground.PATIENT), String.valueOf(outside));
        AtomicInteger commits = new AtomicInteger();
        if (ground.subject == PLAIN) {
            overlap(pool);
        }
        Threads.run(THREADS, thread -> {
            for (int i = 0; i < EACH; i++) {
                loadChangeFlush(pool);
                commits.incrementAndGet();
            }
        });
        if (process != null) {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        }
        assertThat(commits).hasValue(THREADS * EACH);
        assertThat(ground.committed("SELECT n FROM t WHERE id = 1")).isEqualTo(THREADS * EACH + outside);
    }

    /** What the threads may do by chance: each loads before any flushes. Where loading takes a turn they could not. */
    private static void overlap(DataSource pool) throws Exception {
        CyclicBarrier loaded = new CyclicBarrier(THREADS);
        Threads.run(THREADS, thread -> {
            try (Connection connection = pool.getConnection()) {
                connection.setAutoCommit(false);
                long seen = Ground.number(connection, "SELECT n FROM t WHERE id = 1");
                loaded.await(60, TimeUnit.SECONDS);
                Ground.run(connection, "UPDATE t SET n = " + (seen + 1) + " WHERE id = 1");
                connection.commit();
            }
        });
    }

    static void loadChangeFlush(DataSource pool) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            loadChangeFlush(connection);
        }
    }

    static void loadChangeFlush(Connection connection) throws SQLException {
        long seen = Ground.number(connection, "SELECT n FROM t WHERE id = 1");
        for (int other = 0; other < 10; other++) {
            // why: an ORM loads more than it changes; that gives the other threads their chance
            Ground.number(connection, "SELECT count(*) FROM t WHERE id > " + other);
        }
        Ground.run(connection, "UPDATE t SET n = " + (seen + 1) + " WHERE id = 1");
        connection.commit();
    }
}
