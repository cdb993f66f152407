package dev.honker.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a connection is like before the application says anything, and what opening does to the file: nothing. */
class ConnectionDefaultsTest {

    /** The four settings for which honker has a default of its own. */
    private static final Set<String> OURS = Set.of("journal_mode", "synchronous", "busy_timeout", "wal_autocheckpoint");

    private static final Set<String> ALL = Set.of(
            "analysis_limit",
            "application_id",
            "auto_vacuum",
            "automatic_index",
            "busy_timeout",
            "cache_size",
            "cache_spill",
            "cell_size_check",
            "checkpoint_fullfsync",
            "defer_foreign_keys",
            "encoding",
            "foreign_keys",
            "fullfsync",
            "hard_heap_limit",
            "ignore_check_constraints",
            "journal_mode",
            "journal_size_limit",
            "legacy_alter_table",
            "locking_mode",
            "max_page_count",
            "mmap_size",
            "page_size",
            "query_only",
            "read_uncommitted",
            "recursive_triggers",
            "reverse_unordered_selects",
            "schema_version",
            "secure_delete",
            "soft_heap_limit",
            "synchronous",
            "temp_store",
            "threads",
            "trusted_schema",
            "user_version",
            "wal_autocheckpoint",
            "writable_schema");

    @TempDir
    Path folder;

    @Test
    void theDefaultsAreWalNormalFiveSecondsAndTenThousandPages() throws SQLException {
        try (Connection connection = Sql.honker(folder.resolve("a.db"))) {
            assertThat(Sql.text(connection, "PRAGMA journal_mode")).isEqualTo("wal");
            assertThat(Sql.text(connection, "PRAGMA synchronous")).isEqualTo("1");
            assertThat(Sql.text(connection, "PRAGMA busy_timeout")).isEqualTo("5000");
            assertThat(Sql.text(connection, "PRAGMA wal_autocheckpoint")).isEqualTo("10000");
        }
    }

    @Test
    void everythingElseIsAsSqliteJdbcHasIt() throws SQLException {
        TreeMap<String, String> honkers = new TreeMap<>();
        TreeMap<String, String> plains = new TreeMap<>();
        try (Connection honker = Sql.honker(folder.resolve("a.db"));
                Connection plain = Sql.plain(folder.resolve("b.db"))) {
            for (String pragma : ALL) {
                honkers.put(pragma, Sql.text(honker, "PRAGMA " + pragma));
                plains.put(pragma, Sql.text(plain, "PRAGMA " + pragma));
            }
        }
        assertThat(plains.values()).doesNotContain("(no row)");
        for (String ours : OURS) {
            assertThat(honkers.remove(ours)).as(ours).isNotEqualTo(plains.remove(ours));
        }
        assertThat(honkers).isEqualTo(plains);
    }

    @Test
    void openingASelectingAndWaitingWriteNothingIntoTheSchema() throws SQLException {
        Path file = folder.resolve("a.db");
        try (Connection connection = Sql.honker(file)) {
            assertThat(Sql.text(connection, "SELECT 1")).isEqualTo("1");
            connection.unwrap(HonkerConnection.class).updateEvents().close();
            connection.setAutoCommit(false);
            assertThat(Sql.text(connection, "SELECT count(*) FROM sqlite_master"))
                    .isEqualTo("0");
            connection.commit();
        }
        try (Connection plain = Sql.plain(file)) {
            assertThat(Sql.text(plain, "SELECT count(*) FROM sqlite_master")).isEqualTo("0");
            assertThat(Sql.text(plain, "PRAGMA schema_version")).isEqualTo("0");
        }
    }

    @Test
    void openingReadsNothingOfTheFile() throws Exception {
        Path file = folder.resolve("no.db");
        Files.writeString(file, "This is no database, however long one looks at it. ".repeat(100));
        SQLException plains;
        try (Connection plain = Sql.plain(file)) {
            plains = catchThrowableOfType(SQLException.class, () -> Sql.text(plain, "SELECT * FROM t"));
        }
        try (Connection connection = Sql.honker(file)) {
            assertThat(connection.isClosed()).isFalse();
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> Sql.text(connection, "SELECT * FROM t"))
                        .hasMessage(plains.getMessage())
                        .hasMessageContaining("SQLITE_NOTADB")
                        .extracting(e -> ((SQLException) e).getErrorCode())
                        .isEqualTo(plains.getErrorCode());
                assertThatThrownBy(() -> connection.prepareStatement("SELECT * FROM t"))
                        .hasMessageContaining("SQLITE_NOTADB");
            }
        }
    }

    @Test
    void openingAndClosingLeavesAnExistingFileAsItWas() throws Exception {
        Path file = Sql.plainFile(folder.resolve("a.db"));
        byte[] before = Files.readAllBytes(file);

        Sql.honker(file).close();

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(folder.toFile().list()).containsExactly("a.db");
    }

    @Test
    void theFirstStatementConvertsAnExistingFileAndKeepsItsRows() throws SQLException {
        Path file = Sql.plainFile(folder.resolve("a.db"));
        try (Connection connection = Sql.honker(file)) {
            assertThat(Sql.text(connection, "SELECT n FROM t")).isEqualTo("0");
        }
        try (Connection plain = Sql.plain(file)) {
            assertThat(Sql.text(plain, "PRAGMA journal_mode")).isEqualTo("wal");
            assertThat(Sql.text(plain, "SELECT n FROM t")).isEqualTo("0");
        }
    }

    @Test
    void aModeThatTheApplicationSetsLaterStays() throws SQLException {
        try (Connection connection = Sql.honker(folder.resolve("a.db"))) {
            Sql.run(connection, "PRAGMA synchronous = EXTRA");
            Sql.run(connection, "PRAGMA journal_mode = TRUNCATE");
            Sql.run(connection, "PRAGMA busy_timeout = 77");
            Sql.run(connection, "CREATE TABLE t(n INTEGER)");
            connection.setAutoCommit(false);
            Sql.run(connection, "INSERT INTO t VALUES (1)");
            connection.commit();
            assertThat(Sql.text(connection, "PRAGMA synchronous")).isEqualTo("3");
            assertThat(Sql.text(connection, "PRAGMA journal_mode")).isEqualTo("truncate");
            assertThat(Sql.text(connection, "PRAGMA busy_timeout")).isEqualTo("77");
        }
    }
}
