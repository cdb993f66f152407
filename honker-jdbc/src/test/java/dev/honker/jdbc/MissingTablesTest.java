package dev.honker.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingTablesTest {

    @TempDir
    private Path folder;

    private HonkerDataSource dataSource;
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        dataSource = new HonkerDataSource("jdbc:honker:sqlite:" + folder.resolve("app.db"));
        connection = dataSource.getConnection();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void aPreparedQueryOfAHonkerTableWorksOnAFreshFile() throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT count(*) FROM _honker_live WHERE queue = ?")) {
            query.setString(1, "mail");
            assertThat(number(query.executeQuery())).isZero();
        }
    }

    @Test
    void aPlainQueryOfAHonkerTableWorksOnAFreshFile() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThat(number(statement.executeQuery("SELECT count(*) FROM main._honker_dead")))
                    .isZero();
        }
    }

    @Test
    void aPlainInsertIntoAHonkerTableWorksOnAFreshFile() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(
                            "INSERT INTO _honker_notifications(channel, payload) VALUES ('c', '{}')"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aPreparedQuerySurvivesThatAnotherProgramDroppedTheTables() throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT count(*) FROM _honker_live WHERE queue = ?")) {
            query.setString(1, "mail");
            assertThat(number(query.executeQuery())).isZero();
            try (Connection second = dataSource.getConnection();
                    Statement statement = second.createStatement()) {
                statement.executeUpdate("DROP TABLE _honker_live");
            }
            assertThat(number(query.executeQuery())).isZero();
        }
    }

    @Test
    void executeOfAPlainQueryWorksToo() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.execute("SELECT count(*) FROM _honker_live")).isTrue();
            assertThat(number(statement.getResultSet())).isZero();
        }
    }

    @Test
    void aScriptIsNotRunTwice() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE orders(id INTEGER)");
            assertThatThrownBy(
                            () -> statement.executeUpdate(
                                    "INSERT INTO orders VALUES (1); INSERT INTO _honker_notifications(channel, payload) VALUES ('c', '{}')"))
                    .hasMessageContaining("no such table: _honker_notifications");
            assertThat(number(statement.executeQuery("SELECT count(*) FROM orders")))
                    .isEqualTo(1);
        }
    }

    @Test
    void aRolledBackQueryLeavesNoTables() throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery("SELECT * FROM _honker_live").close();
        }
        connection.rollback();
        assertThat(tables()).isZero();
    }

    @Test
    void aReadOnlyTransactionMakesNoTables() throws SQLException {
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        assertThatThrownBy(() -> connection.prepareStatement("SELECT * FROM _honker_live"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("no such table: _honker_live")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("42S02");
        connection.rollback();
        assertThat(tables()).isZero();
    }

    @Test
    void aTableIsFoundMissingHoweverItsNameIsWritten() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThat(number(statement.executeQuery("SELECT count(*) FROM \"MAIN\".\"_HONKER_LIVE\"")))
                    .isZero();
        }
    }

    @Test
    void aTableThatIsNotHonkersIsMissingAsEver() {
        assertThatThrownBy(() -> connection.prepareStatement("SELECT * FROM _honker_nonsense"))
                .hasMessageContaining("no such table: _honker_nonsense");
        assertThatThrownBy(() -> connection.prepareStatement("SELECT * FROM orders"))
                .hasMessageContaining("no such table: orders");
    }

    @Test
    void droppingAMissingTableFailsAsEver() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeUpdate("DROP TABLE _honker_live"))
                    .hasMessageContaining("no such table: _honker_live");
        }
        assertThat(tables()).isZero();
    }

    private int tables() throws SQLException {
        try (Connection second = dataSource.getConnection();
                Statement statement = second.createStatement()) {
            return number(statement.executeQuery("SELECT count(*) FROM sqlite_master"));
        }
    }

    private static int number(ResultSet rows) throws SQLException {
        try (rows) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
