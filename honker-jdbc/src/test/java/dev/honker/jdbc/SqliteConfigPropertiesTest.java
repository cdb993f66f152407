package dev.honker.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/** sqlite-jdbc's own configuration, whose properties name defaults that nobody chose. */
class SqliteConfigPropertiesTest {

    @TempDir
    Path folder;

    private String url;

    @BeforeEach
    void nameTheFile() {
        url = "jdbc:honker:sqlite:" + folder.resolve("app.db");
    }

    @Test
    void whatASqliteConfigFillsInByItselfLeavesHonkersDefaults() throws SQLException {
        Properties generated = new SQLiteConfig().toProperties();
        assertThat(generated)
                .as("what this is about")
                .containsEntry("transaction_mode", "DEFERRED")
                .containsEntry("busy_timeout", "3000");

        try (Connection connection = DriverManager.getConnection(url, generated)) {
            assertThat(mode(connection)).isEqualTo(TransactionMode.IMMEDIATE);
            assertThat(Sql.text(connection, "PRAGMA busy_timeout")).isEqualTo("5000");
            assertThat(Sql.text(connection, "PRAGMA journal_mode")).isEqualTo("wal");
        }
        assertThat(generated).containsEntry("transaction_mode", "DEFERRED");
    }

    @Test
    void whatTheApplicationSetsOnASqliteConfigCounts() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setTransactionMode(TransactionMode.EXCLUSIVE);
        config.setBusyTimeout(1234);
        config.setJournalMode(JournalMode.TRUNCATE);
        config.setSynchronous(SynchronousMode.FULL);
        config.setCacheSize(77);
        config.enforceForeignKeys(true);
        config.setDateClass("TEXT");
        config.setDateStringFormat("yyyy");

        try (Connection connection = DriverManager.getConnection(url, config.toProperties())) {
            assertThat(mode(connection)).isEqualTo(TransactionMode.EXCLUSIVE);
            assertThat(Sql.text(connection, "PRAGMA busy_timeout")).isEqualTo("1234");
            assertThat(Sql.text(connection, "PRAGMA journal_mode")).isEqualTo("truncate");
            assertThat(Sql.text(connection, "PRAGMA synchronous")).isEqualTo("2");
            assertThat(Sql.text(connection, "PRAGMA cache_size")).isEqualTo("77");
            assertThat(Sql.text(connection, "PRAGMA foreign_keys")).isEqualTo("1");
            SQLiteConnection sqlite = (SQLiteConnection) connection;
            assertThat(sqlite.getConnectionConfig().getDateClass()).isEqualTo(SQLiteConfig.DateClass.TEXT);
            assertThat(sqlite.getConnectionConfig().getDateStringFormat()).isEqualTo("yyyy");
        }
    }

    @Test
    void aReadOnlyConfigOpensTheFileForReading() throws SQLException {
        Sql.plainFile(folder.resolve("app.db"));
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        try (Connection connection = DriverManager.getConnection(url, config.toProperties())) {
            assertThat(connection.isReadOnly()).isTrue();
            assertThatThrownBy(() -> Sql.run(connection, "INSERT INTO t VALUES (1)"))
                    .hasMessageContaining("readonly");
        }
    }

    @Test
    void deferredAndThreeSecondsCanBeChosenInTheUrlBesideAConfig() throws SQLException {
        String chosen = url + "?transaction_mode=DEFERRED&busy_timeout=3000";
        try (Connection connection = DriverManager.getConnection(chosen, new SQLiteConfig().toProperties())) {
            assertThat(mode(connection)).isEqualTo(TransactionMode.DEFERRED);
            assertThat(Sql.text(connection, "PRAGMA busy_timeout")).isEqualTo("3000");
        }
    }

    @Test
    void aValueInTheUrlWinsOverADefaultThatNobodyChose() throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                url + "?busy_timeout=50&date_class=text", new SQLiteConfig().toProperties())) {
            assertThat(Sql.text(connection, "PRAGMA busy_timeout")).isEqualTo("50");
            assertThat(((SQLiteConnection) connection).getConnectionConfig().getDateClass())
                    .isEqualTo(SQLiteConfig.DateClass.TEXT);
        }
    }

    @Test
    void propertiesWrittenByHandCountAlsoWhereTheyEqualSqliteJdbcsDefaults() throws SQLException {
        Properties written = Sql.properties("transaction_mode", "DEFERRED");
        written.setProperty("busy_timeout", "3000");
        try (Connection connection = DriverManager.getConnection(url, written)) {
            assertThat(mode(connection)).isEqualTo(TransactionMode.DEFERRED);
            assertThat(Sql.text(connection, "PRAGMA busy_timeout")).isEqualTo("3000");
        }
        Properties incomplete = (Properties) new SQLiteConfig().toProperties().clone();
        incomplete.remove("date_string_format");
        try (Connection connection = DriverManager.getConnection(url, incomplete)) {
            assertThat(mode(connection)).isEqualTo(TransactionMode.DEFERRED);
        }
    }

    @Test
    void aConfigReachesEveryWayIn() throws SQLException {
        Properties generated = new SQLiteConfig().toProperties();
        generated.setProperty("applicationName", "shop");

        HonkerDataSource source = new HonkerDataSource(url);
        source.setProperties(generated);
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(url);
        pool.setDataSourceProperties(generated);
        pool.setUsername("sa");
        try (Connection one = source.getConnection();
                HikariDataSource hikari = new HikariDataSource(pool);
                Connection two = hikari.getConnection()) {
            for (Connection connection : new Connection[] {one, two.unwrap(SQLiteConnection.class)}) {
                assertThat(mode(connection)).isEqualTo(TransactionMode.IMMEDIATE);
                assertThat(Sql.text(connection, "PRAGMA busy_timeout")).isEqualTo("5000");
            }
        }
        assertThat(Arrays.stream(new HonkerDriver().getPropertyInfo(url, generated))
                        .filter(info -> info.name.equals("transaction_mode") || info.name.equals("busy_timeout"))
                        .map(info -> info.value))
                .containsExactly("5000", "IMMEDIATE");
    }

    @Test
    void sqliteJdbcsOwnDataSourceAndFactoryRefuseTheUrl() throws SQLException {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl(url);
        assertThatThrownBy(source::getConnection)
                .isInstanceOf(SQLException.class)
                .hasMessage("invalid database address: " + url);
        assertThatThrownBy(() -> new SQLiteConfig().createConnection(url))
                .isInstanceOf(SQLException.class)
                .hasMessage("invalid database address: " + url);

        // what to use instead
        HonkerDataSource instead = new HonkerDataSource(url);
        instead.setProperties(source.getConfig().toProperties());
        try (Connection connection = instead.getConnection();
                Connection created = DriverManager.getConnection(url, new SQLiteConfig().toProperties())) {
            assertThat(connection).isInstanceOf(HonkerConnection.class);
            assertThat(created).isInstanceOf(HonkerConnection.class);
        }
    }

    private static TransactionMode mode(Connection connection) {
        return ((SQLiteConnection) connection).getCurrentTransactionMode();
    }
}
