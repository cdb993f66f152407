package dev.honker.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.UpdateEvents;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sqlite.SQLiteConfig.TransactionMode;

/** Properties that are understood: honker's and sqlite-jdbc's, in the URL and in {@code Properties}. */
class ConnectionPropertiesTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("app.db");
    }

    @ParameterizedTest
    @CsvSource({
        "busy_timeout, 1234, PRAGMA busy_timeout, 1234",
        "journal_mode, delete, PRAGMA journal_mode, delete",
        "journal_mode, PERSIST, PRAGMA journal_mode, persist",
        "journal_mode, truncate, PRAGMA journal_mode, truncate",
        "synchronous, full, PRAGMA synchronous, 2",
        "synchronous, 3, PRAGMA synchronous, 3",
        "wal_autocheckpoint, 17, PRAGMA wal_autocheckpoint, 17",
        "wal_autocheckpoint, 0, PRAGMA wal_autocheckpoint, 0",
        "foreign_keys, true, PRAGMA foreign_keys, 1",
        "cache_size, 77, PRAGMA cache_size, 77",
        "page_size, 8192, PRAGMA page_size, 8192",
        "encoding, 'UTF-16le', PRAGMA encoding, UTF-16le",
        "recursive_triggers, true, PRAGMA recursive_triggers, 1",
        "temp_store, 2, PRAGMA temp_store, 2",
    })
    void aPropertyWorksInTheUrlAndInPropertiesInWhateverCase(String name, String value, String question, String answer)
            throws SQLException {
        String inUrl = name.equals("encoding") ? "'" + value + "'" : value;
        String[] spellings = {name, name.toUpperCase(Locale.ROOT)};
        int number = 0;
        for (String spelling : spellings) {
            Path fresh = folder.resolve(number++ + ".db");
            try (Connection connection = Sql.honker(fresh + "?" + spelling + "=" + inUrl)) {
                assertThat(Sql.text(connection, question)).isEqualTo(answer);
            }
            fresh = folder.resolve(number++ + ".db");
            try (Connection connection = Sql.honker(fresh, spelling, inUrl)) {
                assertThat(Sql.text(connection, question)).isEqualTo(answer);
            }
        }
        assertThat(folder.toFile().list()).contains("0.db", "1.db", "2.db", "3.db");
    }

    @Test
    void propertiesWinOverTheUrlAndTheLaterParameterOverTheEarlier() throws SQLException {
        try (Connection connection = Sql.honker(file + "?cache_size=11&cache_size=12")) {
            assertThat(Sql.text(connection, "PRAGMA cache_size")).isEqualTo("12");
        }
        try (Connection connection = Sql.honker(file + "?Busy_Timeout=11&CACHE_SIZE=12", "busy_timeout", "21")) {
            assertThat(Sql.text(connection, "PRAGMA busy_timeout")).isEqualTo("21");
            assertThat(Sql.text(connection, "PRAGMA cache_size")).isEqualTo("12");
        }
    }

    @ParameterizedTest
    @CsvSource({"DEFERRED", "IMMEDIATE", "exclusive"})
    void theTransactionModeDecidesWhatOtherConnectionsMayDo(String mode) throws SQLException {
        Sql.plainFile(file);
        try (Connection connection = Sql.honker(file + "?journal_mode=DELETE&transaction_mode=" + mode);
                Connection other = Sql.plain(file + "?busy_timeout=0")) {
            connection.setAutoCommit(false);
            Sql.text(connection, "SELECT n FROM t");

            TransactionMode expected = TransactionMode.valueOf(mode.toUpperCase(Locale.ROOT));
            assertThat(mayRun(other, "BEGIN IMMEDIATE")).isEqualTo(expected == TransactionMode.DEFERRED);
            assertThat(mayRun(other, "SELECT n FROM t")).isEqualTo(expected != TransactionMode.EXCLUSIVE);
            connection.rollback();
        }
    }

    private static boolean mayRun(Connection connection, String sql) {
        try {
            Sql.run(connection, sql);
            return true;
        } catch (SQLException e) {
            assertThat(e.getErrorCode()).isEqualTo(5);
            return false;
        }
    }

    @ParameterizedTest
    @CsvSource({"auto", "polling", "kernel", "shm", "POLLING", "Kernel"})
    void everyWatcherCanBeNamed(String watcher) throws SQLException {
        try (Connection connection = Sql.honker(file + "?honker.watcher=" + watcher)) {
            Sql.run(connection, "CREATE TABLE IF NOT EXISTS t(n INTEGER)");
            try (UpdateEvents events = connection.unwrap(HonkerConnection.class).updateEvents()) {
                Sql.run(connection, "INSERT INTO t VALUES (1)");
                assertThat(events.awaitUpdate(Duration.ofSeconds(10))).isTrue();
            }
        }
    }

    @Test
    void thePollIntervalIsTheWatchers() throws SQLException {
        // an interval so long that only the hint of a commit in this process can wake anybody
        try (Connection connection = Sql.honker(file + "?honker.poll_interval=600000");
                Connection plain = Sql.plain(file)) {
            Sql.run(connection, "CREATE TABLE t(n INTEGER)");
            try (UpdateEvents events = connection.unwrap(HonkerConnection.class).updateEvents()) {
                // why so long: the watcher looks for 50 ms after a hint, and on a busy machine its last look may be
                // late
                while (events.awaitUpdate(Duration.ofMillis(500))) {
                    // what the subscription itself owes
                }
                Sql.run(plain, "INSERT INTO t VALUES (1)");
                assertThat(events.awaitUpdate(Duration.ofMillis(300))).isFalse();
                Sql.run(connection, "INSERT INTO t VALUES (2)");
                assertThat(events.awaitUpdate(Duration.ofSeconds(10))).isTrue();
            }
        }
    }

    @Test
    void theTimeZoneIsTheSchedules() throws SQLException {
        String question = "SELECT honker_cron_next_after('0 12 * * *', 1767225600)"; // 2026-01-01T00:00Z
        long noon = 1767225600L + 12 * 3600;
        try (Connection connection = Sql.honker(file + "?honker.time_zone=UTC")) {
            assertThat(Sql.text(connection, question)).isEqualTo(String.valueOf(noon));
        }
        try (Connection connection = Sql.honker(file, "HONKER.Time_Zone", "Europe/Berlin")) {
            assertThat(Sql.text(connection, question)).isEqualTo(String.valueOf(noon - 3600));
        }
    }

    @Test
    void sqliteJdbcsDateSettingsPassThrough() throws SQLException {
        try (Connection connection = Sql.honker(file + "?date_class=text&date_string_format=yyyy-MM-dd")) {
            Sql.run(connection, "CREATE TABLE d(at)");
            try (var insert = connection.prepareStatement("INSERT INTO d VALUES (?)")) {
                insert.setTimestamp(1, Timestamp.valueOf("2026-02-03 04:05:06"));
                insert.executeUpdate();
            }
            assertThat(Sql.text(connection, "SELECT at FROM d")).isEqualTo("2026-02-03");
        }
    }

    @Test
    void transactionsOfExplicitReadonlyChangeBetweenReadOnlyAndReadWrite() throws SQLException {
        for (Properties info : new Properties[] {new Properties(), Sql.properties("JDBC.explicit_readonly", "true")}) {
            try (Connection connection = DriverManager.getConnection(
                            "jdbc:honker:sqlite:" + file + "?jdbc.explicit_readonly=true", info);
                    Statement sql = connection.createStatement()) {
                connection.setAutoCommit(false);
                sql.executeUpdate("CREATE TABLE IF NOT EXISTS t(n INTEGER)");
                sql.executeUpdate("INSERT INTO t VALUES (1)");
                connection.commit();
                connection.setReadOnly(true);
                assertThatThrownBy(() -> sql.executeUpdate("INSERT INTO t VALUES (2)"))
                        .hasMessageContaining("readonly");
                connection.rollback();
                connection.setReadOnly(false);
                sql.executeUpdate("INSERT INTO t VALUES (3)");
                connection.commit();
            }
        }
    }

    @Test
    void aUserAndAPasswordDoNoHarm() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:honker:sqlite:" + file, "sa", "it's secret")) {
            Sql.run(connection, "CREATE TABLE t(n INTEGER)");
            assertThat(Sql.text(connection, "PRAGMA journal_mode")).isEqualTo("wal");
        }
        try (Connection connection = DriverManager.getConnection("jdbc:honker:sqlite:" + file, "", "")) {
            assertThat(Sql.text(connection, "SELECT count(*) FROM t")).isEqualTo("0");
        }
        try (Connection plain = Sql.plain(file)) {
            assertThat(Sql.text(plain, "SELECT count(*) FROM t")).isEqualTo("0");
        }
    }

    @Test
    void propertiesThatNobodyKnowsAreIgnoredAsBySqliteJdbc() throws SQLException {
        try (Connection connection = Sql.honker(file, "applicationName", "shop")) {
            assertThat(Sql.text(connection, "SELECT 1")).isEqualTo("1");
        }
    }
}
