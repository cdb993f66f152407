package dev.honker.it.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.honker.it.support.OtherJvm;
import dev.honker.it.support.Sql;
import dev.honker.it.support.SqlProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that a rollback took away, or another program dropped, come again. */
class RolledBackSchemaTest {

    private static final String TABLES = "SELECT count(*) FROM sqlite_master WHERE name GLOB '_honker_*'";
    private static final List<String> CALLS = List.of(
            "SELECT honker_enqueue('q', 'p', null, null, 0, 3, null)",
            "SELECT notify('c', 'p')",
            "SELECT honker_stream_publish('t', null, 'p')",
            "SELECT honker_lock_acquire('l', 'o', 60)",
            "SELECT honker_result_save(1, 'v', 60)",
            "SELECT honker_rate_limit_try('r', 10, 60)",
            "SELECT honker_scheduler_register('s', 'q', '@every 1h', 'p', 0, null)",
            "SELECT length(honker_claim_batch('q', 'w', 1, 60)) > 2");

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("app.db");
    }

    @Test
    void preparedStatementsOutliveRollbacksOfTheirTables() throws Exception {
        try (Connection connection = Sql.open(file)) {
            connection.setAutoCommit(false);
            for (String first : CALLS) {
                try (PreparedStatement made = connection.prepareStatement(first);
                        PreparedStatement enqueue = connection.prepareStatement(CALLS.get(0))) {
                    for (int i = 0; i < 3; i++) {
                        value(made);
                        assertThat(value(enqueue)).isPositive();
                        connection.rollback();
                        assertThat(Sql.number(connection, TABLES)).as(first).isZero();
                        connection.rollback();
                    }
                }
            }
            for (String call : CALLS) {
                assertThat(Sql.number(connection, call)).as(call).isOne();
            }
            connection.commit();
        }
    }

    @Test
    void savepointThatTookTheTablesAwayIsNoDifference() throws Exception {
        try (Connection connection = Sql.open(file);
                PreparedStatement enqueue = connection.prepareStatement(CALLS.get(0))) {
            connection.setAutoCommit(false);
            for (int i = 0; i < 3; i++) {
                Savepoint savepoint = connection.setSavepoint();
                assertThat(value(enqueue)).isOne();
                connection.rollback(savepoint);
            }
            assertThat(value(enqueue)).isOne();
            connection.commit();
            assertThat(Sql.number(connection, "SELECT count(*) FROM _honker_live"))
                    .isOne();
        }
    }

    @Test
    void poolWhoseTransactionsRollBackFirstAndCommitLaterNeverMissesATable() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(Sql.url(file));
        config.setMaximumPoolSize(2);
        config.setAutoCommit(false);
        try (HikariDataSource pool = new HikariDataSource(config);
                OtherJvm other = SqlProcess.start(folder, Sql.url(file))) {
            for (int i = 0; i < 6; i++) {
                try (Connection one = pool.getConnection();
                        Connection two = pool.getConnection()) {
                    for (String call : CALLS) {
                        Sql.number(one, call);
                    }
                    one.rollback();
                    assertThat(Sql.number(two, CALLS.get(1))).isOne();
                    two.rollback();
                }
                assertThat(other.ask(".manual")).isEqualTo("ok");
                assertThat(other.ask(CALLS.get(2))).isEqualTo("1");
                assertThat(other.ask(".rollback")).isEqualTo("ok");
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(Sql.number(connection, TABLES)).isZero();
                for (String call : CALLS) {
                    assertThat(Sql.number(connection, call)).as(call).isOne();
                }
                connection.commit();
            }
            assertThat(other.ask(CALLS.get(2))).isEqualTo("2");
            assertThat(other.ask(".commit")).isEqualTo("ok");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"WAL", "DELETE"})
    void processThatIsKilledBeforeItCommitsTheTablesLeavesNone(String mode) throws Exception {
        String journal = "journal_mode=" + mode;
        try (Connection connection = Sql.open(file, journal);
                OtherJvm victim = SqlProcess.start(folder, Sql.url(file, journal))) {
            Sql.run(connection, "CREATE TABLE mine(i)");
            assertThat(victim.ask(".manual")).isEqualTo("ok");
            for (String call : CALLS) {
                assertThat(victim.ask(call)).as(call).isEqualTo("1");
            }
            victim.kill();
            assertThat(Sql.number(connection, TABLES)).isZero();
            for (String call : CALLS) {
                assertThat(Sql.number(connection, call)).as(call).isOne();
            }
        }
    }

    @Test
    void tablesThatAnotherProcessDropsAreMadeAgain() throws Exception {
        try (Connection connection = Sql.open(file);
                PreparedStatement enqueue = connection.prepareStatement(CALLS.get(0));
                OtherJvm other = SqlProcess.start(folder, "jdbc:sqlite:" + file)) {
            assertThat(value(enqueue)).isOne();
            assertThat(other.ask("DROP TABLE _honker_live")).isEqualTo("ok");
            assertThat(other.ask("DROP TABLE _honker_notifications")).isEqualTo("ok");
            assertThat(value(enqueue)).isPositive();
            assertThat(Sql.number(connection, CALLS.get(1))).isPositive();
        }
    }

    private static long value(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
