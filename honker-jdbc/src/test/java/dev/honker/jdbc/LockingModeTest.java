package dev.honker.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.Honker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.LockingMode;
import org.sqlite.SQLiteDataSource;

/** A connection that keeps its locks between transactions is refused: nobody else could be woken by its commits. */
class LockingModeTest {

    private static final String REFUSED = "nobody could be woken";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("app.db");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"locking_mode=EXCLUSIVE", "LOCKING_MODE=exclusive", "busy_timeout=5&locking_mode= Exclusive "})
    void theUrlIsRefusedBeforeAnythingIsMade(String parameters) {
        assertThatThrownBy(() -> Sql.honker(file + "?" + parameters))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"))
                .hasMessageContaining("locking_mode=")
                .hasMessageContaining(REFUSED)
                .hasMessageContaining("leave it at NORMAL");
        assertThat(Files.exists(file)).isFalse();
    }

    @Test
    void soArePropertiesAndConfigurations() {
        assertThatThrownBy(() -> Sql.honker(file, "locking_mode", "EXCLUSIVE")).hasMessageContaining(REFUSED);
        SQLiteConfig config = new SQLiteConfig();
        config.setLockingMode(LockingMode.EXCLUSIVE);
        Properties properties = config.toProperties();
        assertThatThrownBy(() -> DriverManager.getConnection("jdbc:honker:sqlite:" + file, properties))
                .hasMessageContaining(REFUSED);
        assertThatThrownBy(
                        () -> Honker.of(new HonkerDataSource("jdbc:honker:sqlite:" + file + "?locking_mode=EXCLUSIVE"))
                                .updateEvents())
                .hasStackTraceContaining(REFUSED);
        assertThat(Files.exists(file)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRAGMA locking_mode=EXCLUSIVE",
                "pragma main . locking_mode ( 'exclusive' )",
                "PRAGMA locking_mode = \"exclusive\";",
                "/* mine */ PRAGMA \"locking_mode\"=exclusive",
                "PRAGMA user_version; PRAGMA locking_mode=exclusive",
            })
    void soIsThePragmaAndTheConnectionGoesOn(String sql) throws SQLException {
        try (Connection connection = Sql.honker(file);
                Connection other = Sql.honker(file + "?busy_timeout=0");
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql)).hasMessageContaining(REFUSED);
            assertThatThrownBy(() -> statement.executeUpdate(sql)).hasMessageContaining(REFUSED);
            assertThatThrownBy(() -> statement.executeQuery(sql)).hasMessageContaining(REFUSED);
            assertThatThrownBy(() -> connection.prepareStatement(sql)).hasMessageContaining(REFUSED);
            statement.addBatch(sql);
            assertThatThrownBy(statement::executeBatch).hasMessageContaining(REFUSED);
            assertThat(Sql.text(connection, "PRAGMA locking_mode")).isEqualTo("normal");
            Sql.run(connection, "CREATE TABLE t(n INTEGER)");
            Sql.run(other, "INSERT INTO t VALUES (1)");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRAGMA locking_mode",
                "PRAGMA locking_mode=NORMAL",
                "SELECT 'PRAGMA locking_mode=EXCLUSIVE'",
                "SELECT 1 AS locking_mode -- =exclusive",
                "SELECT locking_mode = exclusive FROM (SELECT 1 AS locking_mode, 2 AS exclusive)",
                "BEGIN EXCLUSIVE; COMMIT",
            })
    void whatOnlyLooksLikeItIsNot(String sql) throws SQLException {
        try (Connection connection = Sql.honker(file)) {
            Sql.run(connection, sql);
        }
    }

    @Test
    void soIsAPlainConnectionInThatMode() throws SQLException {
        SQLiteDataSource plain = new SQLiteDataSource();
        plain.setUrl("jdbc:sqlite:" + file);
        plain.setLockingMode("EXCLUSIVE");
        assertThatThrownBy(HonkerDataSource.wrap(plain)::getConnection).hasMessageContaining(REFUSED);
        try (Connection connection = plain.getConnection()) {
            assertThatThrownBy(() -> Honker.on(connection).queue("q").enqueue("{}"))
                    .hasMessageContaining(REFUSED);
        }
    }
}
