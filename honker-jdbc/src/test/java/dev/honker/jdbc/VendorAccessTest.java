package dev.honker.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.Function;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;

/** Unwrapping, and what applications do with sqlite-jdbc's own types. */
class VendorAccessTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void makeTheFile() throws SQLException {
        file = Sql.plainFile(folder.resolve("app.db"));
    }

    @Test
    void aConnectionUnwrapsToEachOfItsTypes() throws SQLException {
        try (Connection connection = Sql.honker(file)) {
            for (Class<?> type : new Class<?>[] {HonkerConnection.class, SQLiteConnection.class, Connection.class}) {
                assertThat(connection.isWrapperFor(type)).isTrue();
                assertThat((Object) connection.unwrap(type)).isSameAs(connection);
            }
            assertRefusesStrings(connection);
        }
    }

    @Test
    void aPooledConnectionUnwrapsToEachOfItsTypes() throws SQLException {
        try (HikariDataSource pool = pool();
                Connection connection = pool.getConnection()) {
            for (Class<?> type : new Class<?>[] {HonkerConnection.class, SQLiteConnection.class}) {
                assertThat(connection.isWrapperFor(type)).isTrue();
                assertThat(type.isInstance(connection.unwrap(type))).isTrue();
            }
            assertThat(connection.isWrapperFor(Connection.class)).isTrue();
            assertRefusesStrings(connection);
        }
    }

    private static void assertRefusesStrings(Connection connection) throws SQLException {
        assertThat(connection.isWrapperFor(String.class)).isFalse();
        assertThatThrownBy(() -> connection.unwrap(String.class)).isInstanceOf(SQLException.class);
    }

    @Test
    void statementsRowsAndMetadataLeadBackToTheConnection() throws SQLException {
        try (Connection connection = Sql.honker(file);
                Statement statement = connection.createStatement();
                var prepared = connection.prepareStatement("SELECT n FROM t");
                var rows = statement.executeQuery("SELECT n FROM t");
                var preparedRows = prepared.executeQuery()) {
            assertThat(statement.getConnection()).isSameAs(connection);
            assertThat(prepared.getConnection()).isSameAs(connection);
            assertThat(rows.getStatement()).isSameAs(statement);
            assertThat(preparedRows.getStatement()).isSameAs(prepared);
            assertThat(connection.getMetaData().getConnection()).isSameAs(connection);
            assertThat(connection.getMetaData()).isSameAs(connection.getMetaData());
        }
    }

    @Test
    void theMetadataNamesProductAndDriverAsSqliteJdbcDoesAndHonkersVersion() throws SQLException {
        String url = "jdbc:honker:sqlite:" + file + "?busy_timeout=77";
        try (Connection connection = java.sql.DriverManager.getConnection(url);
                Connection plain = Sql.plain(file)) {
            DatabaseMetaData metaData = connection.getMetaData();
            assertThat(metaData.getDatabaseProductName()).isEqualTo("SQLite");
            assertThat(metaData.getDatabaseProductVersion())
                    .isEqualTo(plain.getMetaData().getDatabaseProductVersion());
            assertThat(metaData.getDatabaseMajorVersion())
                    .isEqualTo(plain.getMetaData().getDatabaseMajorVersion());
            assertThat(metaData.getURL()).isEqualTo(url);
            assertThat(metaData.getDriverName()).isEqualTo(plain.getMetaData().getDriverName());
            assertThat(metaData.getDriverVersion()).matches("\\d+\\.\\d+\\.\\d+.*");
            assertThat(metaData.getDriverMajorVersion()).isEqualTo(new HonkerDriver().getMajorVersion());
            assertThat(metaData.getDriverMinorVersion()).isEqualTo(new HonkerDriver().getMinorVersion());
        }
    }

    @Test
    void anApplicationRegistersFunctionsOfItsOwn() throws SQLException {
        try (Connection connection = Sql.honker(file)) {
            Function.create(connection, "twice", new Function() {
                @Override
                protected void xFunc() throws SQLException {
                    result(2 * value_int(0));
                }
            });
            assertThat(Sql.text(connection, "SELECT twice(21)")).isEqualTo("42");
            assertThat(Sql.text(connection, "SELECT notify('a', CAST(twice(4) AS TEXT))"))
                    .isEqualTo("1");
            assertThat(Sql.text(connection, "SELECT payload FROM _honker_notifications"))
                    .isEqualTo("8");
            Function.destroy(connection, "twice");
            assertThatThrownBy(() -> Sql.text(connection, "SELECT twice(21)")).hasMessageContaining("no such function");
        }
    }

    @Test
    void anApplicationsFunctionKeepsItsOwnError() throws SQLException {
        try (Connection connection = Sql.honker(file)) {
            Function.create(connection, "fail", new Function() {
                @Override
                protected void xFunc() throws SQLException {
                    error("mine");
                }
            });
            assertThatThrownBy(() -> Sql.text(connection, "SELECT honker_enqueue('q', NULL)"))
                    .isNotNull();
            assertThatThrownBy(() -> Sql.text(connection, "SELECT fail()")).hasMessageContaining("mine");
        }
    }

    @Test
    void anApplicationBacksTheDatabaseUpAndRestoresIt() throws SQLException {
        Path copy = folder.resolve("copy of.db");
        try (Connection connection = Sql.honker(file);
                Statement statement = connection.createStatement()) {
            assertThat(Sql.text(connection, "SELECT n FROM t")).isEqualTo("0");
            statement.executeUpdate("backup to '" + copy + "'");
            statement.executeUpdate("UPDATE t SET n = 7");
            statement.executeUpdate("restore from '" + copy + "'");
            assertThat(Sql.text(connection, "SELECT n FROM t")).isEqualTo("0");
        }
        try (Connection plain = Sql.plain(copy)) {
            assertThat(Sql.text(plain, "SELECT n FROM t")).isEqualTo("0");
        }
    }

    @Test
    void anApplicationListensToUpdatesAndCommits() throws SQLException {
        List<String> heard = new ArrayList<>();
        try (Connection connection = Sql.honker(file)) {
            SQLiteConnection sqlite = (SQLiteConnection) connection;
            Sql.text(connection, "SELECT n FROM t"); // the first statement converts the file, which is a commit
            sqlite.addUpdateListener((type, database, table, row) -> heard.add(type + " " + table));
            sqlite.addCommitListener(new SQLiteCommitListener() {
                @Override
                public void onCommit() {
                    heard.add("commit");
                }

                @Override
                public void onRollback() {
                    heard.add("rollback");
                }
            });
            connection.setAutoCommit(false);
            Sql.run(connection, "INSERT INTO t VALUES (1)");
            connection.commit();
            Sql.run(connection, "UPDATE t SET n = 2 WHERE n = 1");
            connection.rollback();
            connection.setAutoCommit(true);
            Sql.run(connection, "DELETE FROM t WHERE n = 1");
        }
        assertThat(heard).containsExactly("INSERT t", "commit", "UPDATE t", "rollback", "DELETE t", "commit");
    }

    private HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:honker:sqlite:" + file);
        config.setMaximumPoolSize(2);
        return new HikariDataSource(config);
    }
}
