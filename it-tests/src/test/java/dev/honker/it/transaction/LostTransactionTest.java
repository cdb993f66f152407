package dev.honker.it.transaction;

import static dev.honker.it.transaction.Subject.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A transaction that SQLite has rolled back of its own accord never commits its second half. */
class LostTransactionTest extends RuleTest {

    private static final String SYMPTOM = "Expecting code to raise a throwable";

    @Test
    void afterInsertOrRollback() throws Exception {
        rule(PLAIN, SYMPTOM, ground -> {
            for (boolean prepared : new boolean[] {true, false}) {
                Connection connection = ground.openManual();
                lose(ground, connection, () -> run(connection, "INSERT OR ROLLBACK INTO t(id) VALUES (1)", prepared));
            }
        });
    }

    private static void run(Connection connection, String sql, boolean prepared) throws SQLException {
        if (prepared) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.executeUpdate();
            }
        } else {
            Ground.run(connection, sql);
        }
    }

    @Test
    void afterARaiseRollbackInATrigger() throws Exception {
        rule(PLAIN, SYMPTOM, ground -> {
            Connection connection = ground.openManual();
            Ground.run(
                    connection,
                    "CREATE TRIGGER refuse BEFORE UPDATE ON t BEGIN SELECT RAISE(ROLLBACK, 'no updates'); END");
            connection.commit();
            lose(ground, connection, () -> Ground.run(connection, "UPDATE t SET n = 9"));
        });
    }

    @Test
    void afterARowThatRaisesRollbackWhileABatchRuns() throws Exception {
        rule(PLAIN, SYMPTOM, ground -> {
            Connection connection = ground.openManual();
            lose(ground, connection, () -> {
                try (Statement statement = connection.createStatement()) {
                    statement.addBatch("INSERT INTO t(name) VALUES ('b1')");
                    statement.addBatch("INSERT OR ROLLBACK INTO t(id) VALUES (1)");
                    statement.addBatch("INSERT INTO t(name) VALUES ('b2')");
                    statement.executeBatch();
                }
            });
            lose(ground, connection, () -> {
                try (PreparedStatement statement =
                        connection.prepareStatement("INSERT OR ROLLBACK INTO t(id) VALUES (?)")) {
                    for (int id : new int[] {100, 1, 101}) {
                        statement.setInt(1, id);
                        statement.addBatch();
                    }
                    statement.executeBatch();
                }
            });
        });
    }

    @Test
    void afterTheDiskWasFull() throws Exception {
        rule(PLAIN, SYMPTOM, ground -> {
            Connection connection = ground.open();
            Ground.number(connection, "PRAGMA max_page_count = 8");
            connection.setAutoCommit(false);
            // why: SQLite gives up the whole transaction when it can't spill a page
            Ground.run(connection, "PRAGMA cache_size = 1");
            lose(
                    ground,
                    connection,
                    () -> Ground.run(connection, "INSERT INTO t(name) VALUES (randomblob(200000))"),
                    "INSERT OR ROLLBACK INTO t(id) VALUES (1)");
        });
    }

    @Test
    void afterAnInterruptedUpdate() throws Exception {
        rule(PLAIN, SYMPTOM, ground -> {
            for (int round = 0; round < REPEAT; round++) {
                Connection connection = ground.openManual();
                lose(
                        ground,
                        connection,
                        () -> Interrupt.during(
                                connection,
                                "INSERT INTO t(name) WITH RECURSIVE c(x) AS (VALUES (1000) UNION ALL SELECT x + 1 FROM c)"
                                        + " SELECT 'i' || x FROM c"));
            }
        });
    }

    @Test
    void withACursorOpen() throws Exception {
        rule(PLAIN, SYMPTOM, ground -> {
            Connection connection = ground.openManual();
            try (Statement cursor = connection.createStatement();
                    ResultSet rows = cursor.executeQuery("SELECT id FROM t UNION ALL SELECT 7")) {
                rows.next();
                lose(ground, connection, () -> Ground.run(connection, "INSERT OR ROLLBACK INTO t(id) VALUES (1)"));
            }
        });
    }

    @Test
    void aQueryThatIsCancelledBesideAnOpenCursorLosesNothing() throws Exception {
        onHonker(ground -> {
            Connection connection = ground.openManual();
            Ground.run(connection, "INSERT INTO t(name) VALUES ('a')");
            try (Statement cursor = connection.createStatement();
                    ResultSet rows = cursor.executeQuery("SELECT id FROM t UNION ALL SELECT 7")) {
                rows.next();
                assertThatThrownBy(
                                () -> Interrupt.during(
                                        connection,
                                        "WITH RECURSIVE c(x) AS (VALUES (1) UNION ALL SELECT x + 1 FROM c) SELECT max(x) FROM c"))
                        .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                                .isEqualTo("57014"));
            }
            Ground.run(connection, "INSERT INTO t(name) VALUES ('b')");
            assertThat(ground.rows()).as("nothing is committed yet").isEqualTo(1);
            connection.rollback();
            assertThat(ground.rows()).isEqualTo(1);
            ground.requireNoLock();
        });
    }

    private static void lose(Ground ground, Connection connection, ThrowingCallable losing, String... fallback)
            throws Exception {
        long before = ground.rows();
        Ground.run(connection, "INSERT INTO t(name) VALUES ('first half')");
        assertThatThrownBy(losing).isInstanceOf(SQLException.class);
        for (String sql : fallback) {
            assertThatThrownBy(() -> Ground.run(connection, sql)).isInstanceOf(SQLException.class);
        }
        ground.requireNoLock();
        for (String next :
                List.of("INSERT INTO t(name) VALUES ('second half')", "SELECT count(*) FROM t", "SELECT 1", "COMMIT")) {
            requireLost(() -> Ground.run(connection, next));
        }
        requireLost(() -> connection.prepareStatement("DELETE FROM t").executeUpdate());
        requireLost(connection::setSavepoint);
        requireLost(connection::commit);
        requireLost(() -> connection.setAutoCommit(true));
        connection.rollback();
        assertThat(ground.rows()).isEqualTo(before);
        Ground.run(connection, "INSERT INTO t(name) VALUES ('whole " + before + "')");
        connection.commit();
        assertThat(ground.rows()).isEqualTo(before + 1);
    }

    private static void requireLost(ThrowingCallable call) {
        assertThatThrownBy(call).as("25P02").isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                .isEqualTo("25P02"));
    }

    @Test
    void nothingIsHalfCommittedByEightThreadsThroughAPool() throws Exception {
        for (boolean autoCommit : new boolean[] {true, false}) {
            rule(PLAIN, "no transaction is active", ground -> {
                HikariDataSource pool = ground.pool(8, autoCommit, Ground.PATIENT);
                Threads.run(8, thread -> {
                    for (int i = 0; i < 20 * REPEAT; i++) {
                        try (Connection connection = pool.getConnection()) {
                            connection.setAutoCommit(false);
                            carryOn(connection, "INSERT INTO t(name) VALUES ('a" + thread + "_" + i + "')");
                            carryOn(connection, "INSERT OR ROLLBACK INTO t(id) VALUES (1)");
                            carryOn(connection, "INSERT INTO t(name) VALUES ('b" + thread + "_" + i + "')");
                            try {
                                connection.commit();
                            } catch (SQLException e) {
                                connection.rollback();
                            }
                        }
                    }
                });
                assertThat(ground.rows() - 1).as("rows that must be 0").isZero();
            });
        }
    }

    /** As applications do that log an error and go on. */
    private static void carryOn(Connection connection, String sql) {
        try {
            Ground.run(connection, sql);
        } catch (SQLException e) {
            assertThat(e.getErrorCode()).isNotZero();
        }
    }
}
