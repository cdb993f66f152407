package dev.honker.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteConnection;
import org.sqlite.core.DB;

/** Backup, restore and DETACH inside a transaction succeed and fail as on plain sqlite-jdbc, whose transactions take no lock in advance. */
class BackupTest {

    private static final int SQLITE_OK = 0;
    private static final int SQLITE_BUSY = 5;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"jdbc:sqlite:, WAL", "jdbc:honker:sqlite:, WAL", "jdbc:sqlite:, DELETE", "jdbc:honker:sqlite:, DELETE"})
    void aTransactionThatHasOnlyReadCanBeBackedUp(String prefix, String mode) throws SQLException {
        try (Connection connection = open(prefix, mode);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            Path[] copies = new Path[4];
            for (int i = 0; i < copies.length; i++) {
                copies[i] = folder.resolve("copy" + i + ".db");
                assertThat(Sql.text(connection, "SELECT count(*) FROM t")).isEqualTo("1");
                switch (i) {
                    case 0 ->
                        assertThat(statement.executeUpdate("backup to " + copies[i]))
                                .isZero();
                    case 1 ->
                        assertThat(statement.execute("BACKUP main TO '" + copies[i] + "'"))
                                .isFalse();
                    case 2 ->
                        assertThat(database(connection).backup("main", copies[i].toString(), null))
                                .isEqualTo(SQLITE_OK);
                    default ->
                        assertThat(database(connection).backup("main", copies[i].toString(), null, 1, 1, 1))
                                .isEqualTo(SQLITE_OK);
                }
                // the transaction goes on, and may write
                Sql.run(connection, "INSERT INTO log VALUES (" + i + ")");
                assertThat(Sql.text(connection, "SELECT count(*) FROM log")).isEqualTo("1");
                connection.rollback();
            }
            for (Path copy : copies) {
                try (Connection read = Sql.plain(copy)) {
                    assertThat(Sql.text(read, "SELECT (SELECT count(*) FROM t) || (SELECT count(*) FROM log)"))
                            .isEqualTo("10");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:sqlite:", "jdbc:honker:sqlite:"})
    void aTransactionThatHasWrittenCanNot(String prefix) throws SQLException {
        try (Connection connection = open(prefix, "WAL");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            Sql.run(connection, "INSERT INTO t VALUES (2)");
            Path copy = folder.resolve("copy.db");
            assertThatThrownBy(() -> statement.executeUpdate("backup to " + copy))
                    .hasMessageContaining("Backup failed");
            assertThat(database(connection).backup("main", copy.toString(), null))
                    .isEqualTo(SQLITE_BUSY);
            connection.commit();
            assertThat(statement.executeUpdate("backup to " + copy)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:sqlite:", "jdbc:honker:sqlite:"})
    void aTransactionCanBeginWithARestore(String prefix) throws SQLException {
        try (Connection connection = open(prefix, "WAL");
                Statement statement = connection.createStatement()) {
            Path copy = folder.resolve("copy.db");
            statement.executeUpdate("backup to " + copy);
            Sql.run(connection, "INSERT INTO t VALUES (2)");
            connection.setAutoCommit(false);
            assertThat(statement.executeUpdate("restore from " + copy)).isZero();
            assertThat(Sql.text(connection, "SELECT count(*) FROM t")).isEqualTo("1");
            connection.commit();
            assertThat(Sql.text(connection, "SELECT count(*) FROM t")).isEqualTo("1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:sqlite:", "jdbc:honker:sqlite:"})
    void aDatabaseThatTheTransactionHasNotTouchedCanBeDetached(String prefix) throws SQLException {
        try (Connection connection = open(prefix, "WAL")) {
            String attach = "ATTACH '" + folder.resolve("attached.db") + "' AS b";
            Sql.run(connection, attach);
            Sql.run(connection, "CREATE TABLE b.x(n)");
            connection.setAutoCommit(false);
            Sql.text(connection, "SELECT count(*) FROM t");
            Sql.run(connection, "DETACH b");
            Sql.run(connection, attach);
            Sql.run(connection, "INSERT INTO t VALUES (2)");
            Sql.run(connection, "DETACH b");
            connection.commit();
            Sql.run(connection, attach);
            Sql.run(connection, "INSERT INTO b.x VALUES (1)");
            assertThatThrownBy(() -> Sql.run(connection, "DETACH b")).hasMessageContaining("database b is locked");
            connection.commit();
            Sql.run(connection, "DETACH b");
        }
    }

    @Test
    void onlyTheApplicationsOwnQuestionForTheDatabaseGivesTheWriteLockBack() throws SQLException {
        try (Connection connection = open("jdbc:honker:sqlite:", "WAL");
                Connection other = Sql.plain(file("jdbc:honker:sqlite:") + "?busy_timeout=0")) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT * FROM t")) {
                rows.next();
                rows.getInt(1);
                statement.getUpdateCount();
                connection
                        .prepareStatement("SELECT count(*) FROM t")
                        .executeQuery()
                        .close();
                connection.getMetaData().getTables(null, null, "t", null).close();
                statement.getGeneratedKeys().close();
            }
            assertThatThrownBy(() -> Sql.run(other, "INSERT INTO t VALUES (5)")).hasMessageContaining("locked");
            database(connection);
            Sql.run(other, "INSERT INTO t VALUES (5)");
            assertThat(Sql.text(connection, "SELECT count(*) FROM t")).isEqualTo("1");
        }
    }

    private static DB database(Connection connection) throws SQLException {
        return connection.unwrap(SQLiteConnection.class).getDatabase();
    }

    private Path file(String prefix) {
        return folder.resolve(prefix.length() + ".db");
    }

    private Connection open(String prefix, String mode) throws SQLException {
        Connection connection = java.sql.DriverManager.getConnection(prefix + file(prefix) + "?journal_mode=" + mode);
        Sql.run(connection, "CREATE TABLE t(n)");
        Sql.run(connection, "INSERT INTO t VALUES (1)");
        Sql.run(connection, "CREATE TABLE log(n)");
        return connection;
    }
}
