package dev.honker.it.transaction;

import static dev.honker.it.transaction.Subject.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.honker.jdbc.HonkerConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteConnection;

/** What a statement returns is as with sqlite-jdbc, and leads back to honker's connection. */
class ResultsTest extends RuleTest {

    private static final String THREE = "SELECT * FROM (VALUES (1), (2), (3))";

    @Test
    void generatedKeysAreThoseOfTheInsert() throws Exception {
        onBoth(ground -> {
            for (boolean autoCommit : new boolean[] {true, false}) {
                Connection connection = ground.open();
                Ground.run(
                        connection,
                        "CREATE TEMP TRIGGER tell AFTER INSERT ON t BEGIN SELECT notify('c', cast(new.id as text)); END");
                Ground.number(connection, "SELECT notify('c', 'warm up')");
                connection.setAutoCommit(autoCommit);
                int base = autoCommit ? 1_000 : 2_000;
                try (PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO t(id) VALUES (?)", Statement.RETURN_GENERATED_KEYS)) {
                    for (int id = base; id < base + 3; id++) {
                        insert.setInt(1, id);
                        assertThat(insert.executeUpdate()).isEqualTo(1);
                        requireKey(insert, id);
                    }
                }
                try (Statement insert = connection.createStatement()) {
                    insert.executeUpdate("INSERT INTO t(id) VALUES (" + (base + 50) + ")", 1);
                    requireKey(insert, base + 50);
                    insert.execute("INSERT INTO t(id, n) VALUES (" + (base + 60) + ", notify('c', 'x'))", 1);
                    requireKey(insert, base + 60);
                }
                connection.setAutoCommit(true);
            }
        });
    }

    private static void requireKey(Statement statement, long id) throws SQLException {
        try (ResultSet keys = statement.getGeneratedKeys()) {
            assertThat(keys.next()).isTrue();
            assertThat(keys.getLong(1)).isEqualTo(id);
        }
    }

    @Test
    void updateCountsAndMoreResults() throws Exception {
        onBoth(ground -> {
            Connection connection = ground.open();
            try (Statement statement = connection.createStatement()) {
                assertThat(statement.execute("UPDATE t SET n = 4")).isFalse();
                assertThat(statement.getUpdateCount()).isEqualTo(1);
                assertThat(statement.getMoreResults()).isFalse();
                assertThat(statement.getUpdateCount()).isEqualTo(-1);
                assertThat(statement.execute(THREE)).isTrue();
                assertThat(statement.getUpdateCount()).isEqualTo(-1);
                ResultSet rows = statement.getResultSet();
                assertThat(rows.next()).isTrue();
                assertThat(statement.getMoreResults()).isFalse();
                assertThat(rows.isClosed()).isTrue();
                assertThat(statement.getResultSet()).isNull();
            }
        });
    }

    @Test
    void closeOnCompletionClosesTheStatementWithItsRows() throws Exception {
        onBoth(ground -> {
            Connection connection = ground.open();
            for (Statement statement :
                    new Statement[] {connection.createStatement(), connection.prepareStatement(THREE)}) {
                statement.closeOnCompletion();
                ResultSet rows = statement instanceof PreparedStatement prepared
                        ? prepared.executeQuery()
                        : statement.executeQuery(THREE);
                assertThat(rows.next()).isTrue();
                assertThat(statement.isClosed()).isFalse();
                rows.close();
                assertThat(statement.isClosed()).isTrue();
                rows.close();
            }
        });
    }

    @Test
    void closingTheStatementClosesItsRows() throws Exception {
        onBoth(ground -> {
            Connection connection = ground.open();
            Statement statement = connection.createStatement();
            ResultSet rows = statement.executeQuery(THREE);
            rows.next();
            statement.close();
            assertThat(rows.isClosed()).isTrue();
            assertThat(rows.next()).isFalse();
            assertThatThrownBy(() -> rows.getInt(1)).isInstanceOf(SQLException.class);
            rows.close();
        });
    }

    @Test
    void maxRowsAndColumnsAreRespected() throws Exception {
        onBoth(ground -> {
            Connection connection = ground.open();
            try (Statement statement = connection.createStatement()) {
                statement.setMaxRows(2);
                for (int round = 0; round < 2; round++) {
                    try (ResultSet rows =
                            statement.executeQuery("SELECT column1 AS a, NULL AS b FROM (" + THREE + ")")) {
                        assertThat(rows.isBeforeFirst()).isTrue();
                        assertThat(rows.next()).isTrue();
                        assertThat(rows.getInt("A")).isEqualTo(1);
                        assertThat(rows.getString("b")).isNull();
                        assertThat(rows.wasNull()).isTrue();
                        assertThat(rows.getMetaData().getColumnCount()).isEqualTo(2);
                        assertThat(rows.next()).isTrue();
                        assertThat(rows.getRow()).isEqualTo(2);
                        assertThat(rows.next()).isFalse();
                    }
                }
                try (ResultSet none = statement.executeQuery("SELECT 1 WHERE 0")) {
                    assertThat(none.next()).isFalse();
                }
            }
        });
    }

    @Test
    void everythingLeadsBackToHonkersConnection() throws Exception {
        rule(PLAIN, "HonkerConnection", ground -> {
            Connection connection = ground.open();
            assertThat(connection).isInstanceOf(HonkerConnection.class);
            try (PreparedStatement statement = connection.prepareStatement(THREE);
                    ResultSet rows = statement.executeQuery()) {
                assertThat(statement.getConnection()).isSameAs(connection);
                assertThat(rows.getStatement()).isSameAs(statement);
                assertThat(rows.getStatement().getConnection()).isSameAs(connection);
            }
            HikariDataSource pool = ground.pool(1, true, Ground.IMPATIENT);
            try (Connection pooled = pool.getConnection();
                    Statement statement = pooled.createStatement();
                    ResultSet rows = statement.executeQuery(THREE)) {
                assertThat(rows.getStatement().getConnection()).isSameAs(pooled);
                assertThat(pooled.unwrap(HonkerConnection.class))
                        .isSameAs(pooled.unwrap(SQLiteConnection.class))
                        .isNotSameAs(pooled);
            }
        });
    }
}
