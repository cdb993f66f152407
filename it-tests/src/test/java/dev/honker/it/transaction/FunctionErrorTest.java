package dev.honker.it.transaction;

import static dev.honker.it.transaction.Subject.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a function throws reaches the caller as it was, and the statement that called it can be used again. */
class FunctionErrorTest extends RuleTest {

    private static final String NOTIFY = "SELECT notify('c', ?)";
    private static final String BAD_ARGUMENT = "22023";

    @Test
    void aPreparedQuerySurvivesABadArgument() throws Exception {
        rule(PLAIN, "statement is not executing", ground -> {
            for (boolean autoCommit : new boolean[] {true, false}) {
                Connection connection = ground.open();
                connection.setAutoCommit(autoCommit);
                try (PreparedStatement statement = connection.prepareStatement("SELECT notify(?, 'x')")) {
                    for (int round = 0; round < 3; round++) {
                        statement.setObject(1, null);
                        assertThatThrownBy(() -> {
                                    try (ResultSet rows = statement.executeQuery()) {
                                        rows.next();
                                    }
                                })
                                .isInstanceOf(SQLException.class);
                        statement.setString(1, "c");
                        try (ResultSet rows = statement.executeQuery()) {
                            assertThat(rows.next()).isTrue();
                        }
                    }
                }
                if (!autoCommit) {
                    connection.commit();
                }
            }
            assertThat(ground.committed("SELECT count(*) FROM _honker_notifications"))
                    .isEqualTo(6);
        });
    }

    @Test
    void theUsersOwnInsertSurvivesATriggerWhoseFunctionFailed() throws Exception {
        rule(PLAIN, "statement is not executing", ground -> {
            Connection connection = ground.openManual();
            trigger(connection);
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t(id, name) VALUES (?, ?)")) {
                insert.setInt(1, 10);
                insert.setString(2, null);
                assertThatThrownBy(insert::executeUpdate).isInstanceOf(SQLException.class);
                insert.setString(2, "good");
                assertThat(insert.executeUpdate()).isEqualTo(1);
                insert.setInt(1, 11);
                insert.setString(2, null);
                insert.addBatch();
                assertThatThrownBy(insert::executeBatch).isInstanceOf(SQLException.class);
                insert.setInt(1, 12);
                insert.setString(2, "better");
                insert.addBatch();
                assertThat(insert.executeBatch()).containsExactly(1);
            }
            connection.commit();
            assertThat(ground.rows()).isEqualTo(3);
        });
    }

    private static void trigger(Connection connection) throws SQLException {
        Ground.run(connection, "CREATE TEMP TRIGGER tell AFTER INSERT ON t BEGIN SELECT notify(new.name, 'x'); END");
    }

    @Test
    void everyWayToRunAStatementThrowsWhatTheFunctionThrew() throws Exception {
        rule(PLAIN, BAD_ARGUMENT, ground -> {
            Connection connection = ground.open();
            trigger(connection);
            String insert = "INSERT INTO t(name) VALUES (NULL)";
            String select = "SELECT notify(NULL, 'x')";
            try (Statement plain = connection.createStatement()) {
                requireBadArgument(() -> plain.executeQuery(select));
                requireBadArgument(() -> plain.execute(select));
                requireBadArgument(() -> plain.executeUpdate(select));
                requireBadArgument(() -> plain.execute(insert));
                requireBadArgument(() -> plain.executeUpdate(insert));
                plain.addBatch(insert);
                requireBadArgument(plain::executeBatch);
                plain.addBatch(select);
                requireBadArgument(plain::executeLargeBatch);
            }
            for (String sql : new String[] {select, insert}) {
                try (PreparedStatement prepared = connection.prepareStatement(sql)) {
                    requireBadArgument(prepared::execute);
                    requireBadArgument(prepared::executeUpdate);
                    requireBadArgument(prepared::executeLargeUpdate);
                    prepared.addBatch();
                    requireBadArgument(prepared::executeBatch);
                }
            }
            assertThat(ground.rows()).isEqualTo(1);
        });
    }

    @Test
    void aFunctionThatFailsInTheSecondRowIsThrownByNext() throws Exception {
        rule(PLAIN, BAD_ARGUMENT, ground -> {
            Connection connection = ground.openManual();
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT notify(column1, 'x') FROM (VALUES ('c'), (NULL), ('d'))")) {
                for (int round = 0; round < 2; round++) {
                    try (ResultSet rows = statement.executeQuery()) {
                        assertThat(rows.next()).isTrue();
                        requireBadArgument(rows::next);
                    }
                }
            }
            Ground.run(connection, "INSERT INTO t(name) VALUES ('the transaction goes on')");
            connection.commit();
            assertThat(ground.rows()).isEqualTo(2);
            assertThat(ground.committed("SELECT count(*) FROM _honker_notifications"))
                    .isEqualTo(2);
        });
    }

    @Test
    void aLaterErrorIsNotMistakenForTheFunctions() throws Exception {
        onHonker(ground -> {
            Connection connection = ground.open();
            requireBadArgument(() -> Ground.run(connection, "SELECT notify(NULL, 'x')"));
            assertThatThrownBy(() -> Ground.run(connection, "INSERT INTO t(id) VALUES (1)"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23505"));
        });
    }

    @Test
    void eightThreadsThroughAPoolGetTheirOwnErrors() throws Exception {
        for (boolean autoCommit : new boolean[] {true, false}) {
            rule(PLAIN, BAD_ARGUMENT, ground -> {
                HikariDataSource pool = ground.pool(8, autoCommit, Ground.PATIENT);
                try (Connection connection = ground.open()) {
                    Ground.number(connection, "SELECT notify('schema', 'made')");
                }
                Threads.run(8, thread -> {
                    for (int i = 0; i < 20 * REPEAT; i++) {
                        try (Connection connection = pool.getConnection();
                                PreparedStatement statement = connection.prepareStatement("SELECT notify(?, 'x'), ?")) {
                            statement.setString(2, "");
                            statement.setObject(1, i % 2 == 0 ? null : "c");
                            if (i % 2 == 0) {
                                requireBadArgument(statement::executeQuery);
                            } else {
                                statement.executeQuery().close();
                            }
                            if (!connection.getAutoCommit()) {
                                connection.commit();
                            }
                        }
                    }
                });
                assertThat(ground.committed("SELECT count(*) FROM _honker_notifications"))
                        .isEqualTo(1 + 80L * REPEAT);
            });
        }
    }

    @Test
    void aBatchGoesOnAfterAFailedOne() throws Exception {
        rule(PLAIN, "query returns results", ground -> {
            Connection connection = ground.openManual();
            try (PreparedStatement statement = connection.prepareStatement("SELECT notify(?, 'x')")) {
                for (String channel : new String[] {"a", null, "b"}) {
                    statement.setString(1, channel);
                    statement.addBatch();
                }
                assertThatThrownBy(statement::executeBatch).isInstanceOfSatisfying(BatchUpdateException.class, e -> {
                    assertThat(e.getUpdateCounts()).as("query returns results").containsExactly(1);
                    assertThat(e.getSQLState()).isEqualTo(BAD_ARGUMENT);
                });
                statement.setString(1, "c");
                statement.addBatch();
                assertThat(statement.executeBatch()).containsExactly(1);
            }
            connection.rollback();
            try (PreparedStatement statement = connection.prepareStatement(NOTIFY)) {
                statement.setString(1, "d");
                assertThat(statement.executeUpdate()).isEqualTo(1);
            }
            connection.commit();
            assertThat(ground.committed("SELECT count(*) FROM _honker_notifications"))
                    .isEqualTo(1);
        });
    }

    private static void requireBadArgument(ThrowingCallable call) {
        assertThatThrownBy(call)
                .as(BAD_ARGUMENT)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(BAD_ARGUMENT))
                .hasStackTraceContaining("Invalid function parameter type Null at index 0");
    }
}
