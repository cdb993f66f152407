package dev.honker.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteConnection;

/** The transaction mode as sqlite-jdbc's own methods tell and change it. */
class TransactionModeTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void makeTheFile() throws SQLException {
        file = Sql.plainFile(folder.resolve("app.db"));
    }

    @ParameterizedTest
    @EnumSource(TransactionMode.class)
    void theModeOfTheUrlIsTheReportedOne(TransactionMode mode) throws SQLException {
        try (Connection connection = Sql.honker(file + "?transaction_mode=" + mode)) {
            SQLiteConnection sqlite = (SQLiteConnection) connection;
            assertThat(sqlite.getCurrentTransactionMode()).isEqualTo(mode);
            assertThat(sqlite.getConnectionConfig().getTransactionMode()).isEqualTo(mode);
            assertThat(sqlite.getDatabase().getConfig().getTransactionMode()).isEqualTo(mode);
            connection.setAutoCommit(false);
            Sql.text(connection, "SELECT n FROM t");
            assertThat(sqlite.getCurrentTransactionMode()).isEqualTo(mode);
            connection.commit();
        }
    }

    @Test
    void withoutAChoiceTheModeIsImmediate() throws SQLException {
        try (Connection connection = Sql.honker(file)) {
            assertThat(((SQLiteConnection) connection).getCurrentTransactionMode())
                    .isEqualTo(TransactionMode.IMMEDIATE);
        }
    }

    @Test
    void aReadOnlyTransactionIsReportedAsDeferred() throws SQLException {
        try (Connection connection = Sql.honker(file)) {
            SQLiteConnection sqlite = (SQLiteConnection) connection;
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            assertThat(sqlite.getCurrentTransactionMode()).isEqualTo(TransactionMode.DEFERRED);
            Sql.text(connection, "SELECT n FROM t");
            assertThat(sqlite.getCurrentTransactionMode()).isEqualTo(TransactionMode.DEFERRED);
            connection.commit();
            connection.setReadOnly(false);
            assertThat(sqlite.getCurrentTransactionMode()).isEqualTo(TransactionMode.IMMEDIATE);
        }
    }

    @ParameterizedTest
    @EnumSource(TransactionMode.class)
    void aChangedModeIsThatOfTheNextTransaction(TransactionMode mode) throws SQLException {
        for (Change change : new Change[] {
            (connection, to) -> connection.getConnectionConfig().setTransactionMode(to),
            SQLiteConnection::setCurrentTransactionMode
        }) {
            // why DELETE: only there does an exclusive transaction keep readers out
            try (Connection connection = Sql.honker(file + "?journal_mode=DELETE&busy_timeout=20");
                    Connection other = Sql.plain(file + "?busy_timeout=0")) {
                SQLiteConnection sqlite = (SQLiteConnection) connection;
                connection.setAutoCommit(false);
                Sql.text(connection, "SELECT n FROM t");
                change.to(sqlite, mode);
                assertThat(sqlite.getCurrentTransactionMode()).as("still open").isEqualTo(TransactionMode.IMMEDIATE);
                connection.rollback();

                Sql.text(connection, "SELECT n FROM t");
                assertThat(sqlite.getCurrentTransactionMode()).isEqualTo(mode);
                assertThat(mayRun(other, "BEGIN IMMEDIATE")).isEqualTo(mode == TransactionMode.DEFERRED);
                assertThat(mayRun(other, "SELECT n FROM t")).isEqualTo(mode != TransactionMode.EXCLUSIVE);
                connection.rollback();
            }
        }
    }

    @Test
    void noModeAtAllChangesNothing() throws SQLException {
        try (Connection connection = Sql.honker(file)) {
            SQLiteConnection sqlite = (SQLiteConnection) connection;
            sqlite.setCurrentTransactionMode(null);
            sqlite.getConnectionConfig().setTransactionMode(null);
            connection.setAutoCommit(false);
            Sql.run(connection, "INSERT INTO t VALUES (1)");
            assertThat(sqlite.getCurrentTransactionMode()).isEqualTo(TransactionMode.IMMEDIATE);
            connection.commit();
        }
    }

    @Test
    void aModeThatDoesNotExistIsASqlException() {
        assertThatThrownBy(() -> Sql.honker(file + "?transaction_mode=LAZY"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("[DEFERRED, IMMEDIATE, EXCLUSIVE]");
    }

    @FunctionalInterface
    private interface Change {
        void to(SQLiteConnection connection, TransactionMode mode);
    }

    private static boolean mayRun(Connection connection, String sql) throws SQLException {
        try {
            Sql.run(connection, sql);
            if (sql.startsWith("BEGIN")) {
                Sql.run(connection, "ROLLBACK");
            }
            return true;
        } catch (SQLException e) {
            assertThat(e.getErrorCode()).isEqualTo(5);
            return false;
        }
    }
}
