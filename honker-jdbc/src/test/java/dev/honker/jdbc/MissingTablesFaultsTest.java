package dev.honker.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of statements that name a table of honker's which is not there, where making it is not simple. */
class MissingTablesFaultsTest {

    private static final String INSERT = "INSERT INTO _honker_notifications(channel, payload) VALUES ('c', ?)";

    @TempDir
    private Path folder;

    private String url;

    @BeforeEach
    void make() throws SQLException {
        url = "jdbc:honker:sqlite:" + folder.resolve("app.db");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE orders(id INTEGER)");
        }
    }

    @Test
    void aPreparedBatchWritesItsRowsThoughARollbackTookTheTables() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                connection.rollback();
                for (String payload : List.of("1", "2", "3")) {
                    insert.setString(1, payload);
                    insert.addBatch();
                }
                assertThat(insert.executeBatch()).containsExactly(1, 1, 1);
                connection.commit();
            }
        }
        assertThat(number("SELECT count(*) FROM _honker_notifications")).isEqualTo(3);
    }

    @Test
    void aBatchOfPlainStatementsWorksOnAFreshFileAsEachOfThemDoes() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.addBatch(INSERT.replace("?", "'1'"));
            assertThat(statement.executeBatch()).containsExactly(1);
        }
    }

    @Test
    void aStatementThatIsPreparedAndNeverRunHoldsNoWriteLock() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setAutoCommit(false);
        config.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            try (Connection connection = pool.getConnection()) {
                connection.prepareStatement("SELECT * FROM _honker_live").close();
            }
            try (Connection other =
                            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("app.db") + "?busy_timeout=0");
                    Statement statement = other.createStatement()) {
                assertThat(statement.executeUpdate("INSERT INTO orders VALUES (1)"))
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void aQueryThatCouldNotWaitForAnotherWriterSaysBusy() throws SQLException {
        try (Connection writer = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("app.db"));
                Statement writing = writer.createStatement();
                Connection connection = DriverManager.getConnection(url + "?busy_timeout=50");
                Statement statement = connection.createStatement()) {
            writing.execute("BEGIN IMMEDIATE");
            assertThatThrownBy(() -> statement.executeQuery("SELECT count(*) FROM _honker_live"))
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("40001");
            writing.execute("ROLLBACK");
        }
    }

    @Test
    void aDeferredTransactionWhoseSnapshotIsOldSaysBusy() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url + "?transaction_mode=DEFERRED");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.executeQuery("SELECT count(*) FROM orders").close();
            try (Connection other = DriverManager.getConnection(url);
                    Statement writing = other.createStatement()) {
                writing.executeUpdate("INSERT INTO orders VALUES (1)");
            }
            assertThatThrownBy(() -> statement.executeQuery("SELECT count(*) FROM _honker_live"))
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("40001");
            connection.rollback();
        }
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("app.db"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.getLong(1);
        }
    }
}
