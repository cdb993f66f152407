package dev.honker.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What statements and their rows do when they are used again, half-way or after an error is what they do on plain sqlite-jdbc. */
class StatementTest {

    private static final String THREE = "VALUES (1), (2), (3)";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:sqlite:", "jdbc:honker:sqlite:"})
    void rowsOfAnEarlierExecutionReadThoseOfTheLatest(String prefix) throws SQLException {
        try (Connection connection = open(prefix);
                Statement text = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement(THREE)) {
            ResultSet old = text.executeQuery(THREE);
            assertThat(old.next()).isTrue();
            ResultSet fresh = text.executeQuery("SELECT 7 AS seven");
            assertThat(old.isClosed()).isFalse();
            assertThat(old.next()).isTrue();
            assertThat(old.getInt("seven")).isEqualTo(7);
            assertThat(fresh.getInt(1)).isEqualTo(7);

            old = prepared.executeQuery();
            old.next();
            old.next();
            fresh = prepared.executeQuery();
            assertThat(old.isBeforeFirst()).isTrue();
            assertThat(old.next()).isTrue();
            assertThat(old.getInt(1)).isEqualTo(1);
            assertThat(fresh.next()).isTrue();
            assertThat(fresh.getInt(1)).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:sqlite:", "jdbc:honker:sqlite:"})
    void aCallThatIsRefusedLeavesTheRowsOpen(String prefix) throws SQLException {
        try (Connection connection = open(prefix);
                PreparedStatement query = connection.prepareStatement(THREE)) {
            ResultSet rows = query.executeQuery();
            rows.next();
            assertThatThrownBy(query::executeUpdate).hasMessage("Query returns results");
            assertThatThrownBy(query::getResultSet).hasMessage("ResultSet already requested");
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:sqlite:", "jdbc:honker:sqlite:"})
    void aStatementAndItsRowsShareTheirFetchSizeAndMaximum(String prefix) throws SQLException {
        try (Connection connection = open(prefix);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(THREE)) {
            rows.setFetchSize(2);
            assertThat(statement.getFetchSize()).isEqualTo(2);
            statement.setFetchSize(1);
            assertThat(rows.getFetchSize()).isEqualTo(1);
            rows.next();
            statement.setMaxRows(1);
            assertThat(rows.next()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:sqlite:", "jdbc:honker:sqlite:"})
    void addingToABatchClosesTheRows(String prefix) throws SQLException {
        try (Connection connection = open(prefix);
                Statement statement = connection.createStatement()) {
            ResultSet rows = statement.executeQuery(THREE);
            rows.next();
            statement.addBatch("DELETE FROM t");
            assertThat(rows.isClosed()).isTrue();
            assertThat(statement.executeBatch()).containsExactly(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", ";", "-- nothing", "/* nothing */ ;"})
    void aStatementSurvivesATextWithoutAStatement(String nothing) throws SQLException {
        try (Connection connection = open("jdbc:honker:sqlite:");
                Statement statement = connection.createStatement()) {
            for (int round = 0; round < 2; round++) {
                assertRefused(() -> statement.execute(nothing));
                assertRefused(() -> statement.executeQuery(nothing));
                assertRefused(() -> connection.prepareStatement(nothing));
                statement.addBatch(nothing);
                assertRefused(statement::executeBatch);
                assertThat(statement.executeUpdate(nothing)).isZero();
                assertThat(statement.executeUpdate("UPDATE t SET n = n + 1")).isEqualTo(3);
                try (ResultSet rows = statement.executeQuery("SELECT count(*) FROM t")) {
                    assertThat(rows.getInt(1)).isEqualTo(3);
                }
            }
        }
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("The prepared statement has been finalized")
                .hasMessageContaining("holds no statement");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:sqlite:", "jdbc:honker:sqlite:"})
    void anUpdateByTextRunsBesideOpenRowsOfReturning(String prefix) throws SQLException {
        try (Connection connection = open(prefix);
                Statement insert = connection.createStatement();
                Statement update = connection.createStatement()) {
            ResultSet rows = insert.executeQuery("INSERT INTO t VALUES (4), (5) RETURNING n");
            assertThat(rows.next()).isTrue();
            assertThat(update.executeUpdate("UPDATE t SET n = 0 WHERE n = 1")).isEqualTo(1);
            rows.close();
            assertThat(Sql.text(Sql.plain(file(prefix)), "SELECT count(*) || ' ' || sum(n) FROM t"))
                    .isEqualTo("5 14");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:sqlite:", "jdbc:honker:sqlite:"})
    void aTransactionBeginsWhileRowsOfReturningAreOpen(String prefix) throws SQLException {
        try (Connection connection = open(prefix);
                Statement insert = connection.createStatement();
                Statement update = connection.createStatement()) {
            ResultSet rows = insert.executeQuery("INSERT INTO t VALUES (4), (5) RETURNING n");
            rows.next();
            connection.setAutoCommit(false);
            assertThat(update.executeUpdate("UPDATE t SET n = 0 WHERE n = 1")).isEqualTo(1);
            rows.close();
            connection.commit();
            assertThat(Sql.text(Sql.plain(file(prefix)), "SELECT count(*) || ' ' || sum(n) FROM t"))
                    .isEqualTo("5 14");
        }
    }

    private Path file(String prefix) {
        return folder.resolve(prefix.length() + ".db");
    }

    private Connection open(String prefix) throws SQLException {
        Connection connection = java.sql.DriverManager.getConnection(prefix + file(prefix));
        Sql.run(connection, "CREATE TABLE t(n)");
        Sql.run(connection, "INSERT INTO t VALUES (1), (2), (3)");
        return connection;
    }
}
