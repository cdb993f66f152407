package dev.honker.it.transaction;

import static dev.honker.it.transaction.Subject.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** A function's SELECT runs wherever JDBC's callers run updates: executeUpdate and batches. */
class FunctionUpdateTest extends RuleTest {

    private static final String COUNT = "SELECT count(*) FROM _honker_notifications";

    @Test
    void preparedExecuteUpdateRunsTheFunctionOnce() throws Exception {
        rule(PLAIN, "Query returns results", ground -> {
            Connection connection = ground.open();
            try (PreparedStatement statement = connection.prepareStatement("select notify(?, ?)")) {
                statement.setString(1, "c");
                statement.setString(2, "x");
                assertThat(statement.executeUpdate()).isEqualTo(1);
                assertThat(statement.executeLargeUpdate()).isEqualTo(1);
                assertThat(ground.committed(COUNT)).isEqualTo(2);
            }
        });
    }

    @Test
    void plainExecuteUpdateRunsTheFunctionOnce() throws Exception {
        onHonker(ground -> {
            Connection connection = ground.open();
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("SELECT notify('warm', 'up')");
                assertThat(statement.executeUpdate("SELECT notify('c', 'x')")).isEqualTo(1);
                assertThat(ground.committed(COUNT)).isEqualTo(2);
            }
        });
    }

    @Test
    void batchesRunEveryEntryAndCountOneEach() throws Exception {
        rule(PLAIN, "query returns results", ground -> {
            for (boolean autoCommit : new boolean[] {true, false}) {
                Connection connection = ground.open();
                connection.setAutoCommit(autoCommit);
                try (Statement statement = connection.createStatement()) {
                    statement.addBatch("SELECT notify('c', '1')");
                    statement.addBatch("INSERT INTO t(n) VALUES (5), (6)");
                    statement.addBatch("WITH x(a) AS (SELECT 'd') SELECT notify('c', a) FROM x");
                    assertThat(statement.executeBatch()).containsExactly(1, 2, 1);
                    assertThat(statement.executeBatch()).isEmpty();
                }
                try (PreparedStatement statement = connection.prepareStatement("SELECT notify(?, ?)")) {
                    for (int i = 0; i < 50; i++) {
                        statement.setString(1, "c");
                        statement.setString(2, "p" + i);
                        statement.addBatch();
                    }
                    assertThat(statement.executeLargeBatch()).hasSize(50).containsOnly(1L);
                    assertThat(statement.executeBatch()).isEmpty();
                }
                if (!autoCommit) {
                    connection.commit();
                }
            }
            assertThat(ground.committed(COUNT)).isEqualTo(104);
            assertThat(ground.committed("SELECT count(DISTINCT payload) FROM _honker_notifications"))
                    .isEqualTo(52);
            assertThat(ground.rows()).isEqualTo(5);
        });
    }

    @Test
    void aBatchWithoutParametersRunsEachTime() throws Exception {
        rule(PLAIN, "query returns results", ground -> {
            Connection connection = ground.open();
            try (PreparedStatement statement = connection.prepareStatement("SELECT notify('c', 'x')")) {
                statement.addBatch();
                statement.addBatch();
                assertThat(statement.executeBatch()).containsExactly(1, 1);
            }
            assertThat(ground.committed(COUNT)).isEqualTo(2);
        });
    }

    @Test
    void aFailingEntryReportsTheCountsOfThoseBeforeIt() throws Exception {
        rule(PLAIN, "Expecting", ground -> {
            Connection connection = ground.openManual();
            try (Statement statement = connection.createStatement()) {
                statement.addBatch("SELECT notify('c', '1')");
                statement.addBatch("INSERT INTO t(n) VALUES (5), (6)");
                statement.addBatch("INSERT INTO t(id) VALUES (1)");
                statement.addBatch("SELECT notify('c', '2')");
                assertThatThrownBy(statement::executeBatch).isInstanceOfSatisfying(BatchUpdateException.class, e -> {
                    assertThat(e.getUpdateCounts()).containsExactly(1, 2);
                    assertThat(e.getLargeUpdateCounts()).containsExactly(1L, 2L);
                    assertThat(e.getSQLState()).isEqualTo("23505");
                    assertThat(e.getErrorCode()).isEqualTo(19);
                });
                assertThat(statement.executeBatch())
                        .as("the failed batch is cleared")
                        .isEmpty();
            }
            connection.commit();
            assertThat(ground.committed(COUNT)).isEqualTo(1);
            assertThat(ground.rows()).isEqualTo(3);
        });
    }

    @Test
    void aQueryOfTheApplicationsOwnIsStillRefusedAsAnUpdate() throws Exception {
        onHonker(ground -> {
            Connection connection = ground.open();
            try (PreparedStatement statement = connection.prepareStatement("SELECT 'notify(1, 2)' FROM t")) {
                assertThatThrownBy(statement::executeUpdate).hasMessage("Query returns results");
            }
        });
    }

    @Test
    void eightThreadsThroughAPoolCountEachCallOnce() throws Exception {
        for (boolean autoCommit : new boolean[] {true, false}) {
            rule(PLAIN, "Query returns results", ground -> {
                HikariDataSource pool = ground.pool(8, autoCommit, Ground.PATIENT);
                Threads.run(8, thread -> {
                    for (int i = 0; i < 40 * REPEAT; i++) {
                        try (Connection connection = pool.getConnection();
                                PreparedStatement statement = connection.prepareStatement("SELECT notify(?, ?)")) {
                            statement.setString(1, "c");
                            statement.setString(2, thread + " " + i);
                            assertThat(statement.executeUpdate()).isEqualTo(1);
                            if (!connection.getAutoCommit()) {
                                connection.commit();
                            }
                        }
                    }
                });
                assertThat(ground.committed("SELECT count(DISTINCT payload) FROM _honker_notifications"))
                        .isEqualTo(320L * REPEAT);
                assertThat(ground.committed(COUNT)).isEqualTo(320L * REPEAT);
            });
        }
    }
}
