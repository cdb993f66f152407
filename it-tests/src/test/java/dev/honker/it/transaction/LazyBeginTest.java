package dev.honker.it.transaction;

import static dev.honker.it.transaction.Subject.PLAIN_IMMEDIATE;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Manual-commit mode means "no transaction yet": nothing is locked or pinned before the first statement and after the last. */
class LazyBeginTest extends RuleTest {

    @Test
    void manualCommitModeAloneHoldsNoLock() throws Exception {
        rule(PLAIN_IMMEDIATE, "SQLITE_BUSY", ground -> {
            ground.openManual();
            ground.requireNoLock();
        });
    }

    @Test
    void commitAndRollbackLeaveNoLock() throws Exception {
        rule(PLAIN_IMMEDIATE, "SQLITE_BUSY", ground -> {
            Connection connection = ground.openManual();
            Ground.run(connection, "INSERT INTO t(name) VALUES ('a')");
            connection.commit();
            ground.requireNoLock();
            Ground.run(connection, "INSERT INTO t(name) VALUES ('b')");
            connection.rollback();
            ground.requireNoLock();
            assertThat(ground.rows()).isEqualTo(2);
        });
    }

    @Test
    void commitLeavesNoSnapshotThatWouldPinTheWal() throws Exception {
        rule(PLAIN_IMMEDIATE, "the WAL can be reset", ground -> {
            Connection connection = ground.openManual();
            assertThat(Ground.number(connection, "SELECT count(*) FROM t")).isEqualTo(1);
            connection.commit();
            assertThat(ground.checkpoint()).as("the WAL can be reset").isZero();
        });
    }

    @Test
    void aSecondProcessWritesWhileManualCommitConnectionsIdleInThePool() throws Exception {
        rule(PLAIN_IMMEDIATE, "SQLITE_BUSY", ground -> {
            try (HikariDataSource pool = ground.pool(
                    3, false, Ground.IMPATIENT, config -> config.setConnectionTimeout(1_000 * patience(ground)))) {
                Peer peer = ground.peer();
                CyclicBarrier allBorrowed = new CyclicBarrier(3);
                Threads.run(3, thread -> {
                    try (Connection connection = pool.getConnection()) {
                        allBorrowed.await(patience(ground) + 1, TimeUnit.SECONDS);
                        Ground.run(connection, "SELECT 1");
                    }
                });
                peer.run("INSERT INTO t(name) VALUES ('from outside')");
                assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isEqualTo(3);
            }
            assertThat(ground.rows()).isEqualTo(2);
        });
    }

    @Test
    void eachOfEightThreadsLeavesNothingBehind() throws Exception {
        for (boolean autoCommit : new boolean[] {true, false}) {
            rule(PLAIN_IMMEDIATE, "SQLITE_BUSY", ground -> {
                HikariDataSource pool = ground.pool(
                        8,
                        autoCommit,
                        1_000 * patience(ground) - 1_000,
                        config -> config.setConnectionTimeout(1_000 * patience(ground)));
                CyclicBarrier allBorrowed = new CyclicBarrier(8);
                Threads.run(8, thread -> {
                    try (Connection connection = pool.getConnection()) {
                        allBorrowed.await(patience(ground) + 1, TimeUnit.SECONDS);
                        connection.setAutoCommit(false);
                        allBorrowed.await(patience(ground) + 1, TimeUnit.SECONDS);
                        Ground.run(connection, "INSERT INTO t(name) VALUES ('" + thread + "')");
                        connection.commit();
                        allBorrowed.await(patience(ground) + 1, TimeUnit.SECONDS);
                        ground.requireNoLock();
                        allBorrowed.await(patience(ground) + 1, TimeUnit.SECONDS);
                    }
                });
                assertThat(ground.rows()).isEqualTo(9);
            });
        }
    }

    /** In seconds; plain sqlite-jdbc makes the others wait in vain, honker none. */
    private static int patience(Ground ground) {
        return ground.subject == PLAIN_IMMEDIATE ? 3 : 60;
    }

    @Test
    void testQueriesAndIsValidBeginNothing() throws Exception {
        rule(PLAIN_IMMEDIATE, "SQLITE_BUSY", ground -> {
            Connection connection = ground.openManual();
            assertThat(connection.isValid(1)).isTrue();
            for (String query : new String[] {"SELECT 1", "/* ping */ select 1 -- from t", "VALUES (1)"}) {
                assertThat(Ground.number(connection, query)).isEqualTo(1);
                ground.requireNoLock();
            }
        });
    }

    @Test
    void settingsOfTheConnectionBeginNothing() throws Exception {
        rule(PLAIN_IMMEDIATE, "the setting is made", ground -> {
            Connection connection = ground.openManual();
            Ground.run(connection, "PRAGMA foreign_keys = ON");
            assertThat(Ground.number(connection, "PRAGMA foreign_keys"))
                    .as("the setting is made")
                    .isEqualTo(1);
            Ground.run(connection, "PRAGMA cache_size = -4000");
            ground.requireNoLock();
            assertThat(Ground.number(connection, "PRAGMA wal_checkpoint(TRUNCATE)"))
                    .isZero();
        });
    }

    @Test
    void aPragmaThatWritesTheFileBelongsToTheTransaction() throws Exception {
        onHonker(ground -> {
            Connection connection = ground.openManual();
            Ground.run(connection, "PRAGMA user_version = 7");
            Ground.run(connection, "INSERT INTO t(name) VALUES ('a')");
            connection.rollback();
            assertThat(ground.committed("PRAGMA user_version")).isZero();
            Ground.run(connection, "PRAGMA main.user_version = 8");
            connection.commit();
            assertThat(ground.committed("PRAGMA user_version")).isEqualTo(8);
        });
    }

    @Test
    void whatCannotRunInsideATransactionRunsInManualCommitMode() throws Exception {
        rule(Subject.PLAIN, "cannot VACUUM from within a transaction", ground -> {
            Connection connection = ground.openManual();
            Ground.run(connection, "VACUUM");
            Ground.run(connection, "ATTACH '" + directory.resolve(ground.subject + "-other.db") + "' AS other");
            Ground.run(connection, "DETACH other");
            Ground.run(connection, "backup to " + directory.resolve(ground.subject + "-copy.db"));
            ground.requireNoLock();
        });
    }
}
