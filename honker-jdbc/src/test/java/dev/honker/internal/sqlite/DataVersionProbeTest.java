package dev.honker.internal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataVersionProbeTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain.db",
                "with space.db",
                "what?.db",
                "a?journal_mode=delete&b=1&cache=shared.db",
                "100%25.db",
                "half#full.db",
                "file:name.db",
                "mode=memory",
                "größe-日本.db",
                ":memory:"
            })
    void opensExactlyTheFileOfThatName(String name) throws SQLException, IOException {
        Path source = folder.resolve("source");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + source);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t(n)");
        }
        Path path = folder.resolve(name);
        Files.createLink(path, source);
        List<Path> before = list();
        try (DataVersionProbe probe = DataVersionProbe.open(path.toRealPath())) {
            long version = probe.dataVersion();
            assertThat(probe.dataVersion()).isEqualTo(version);
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + source);
                    Statement statement = connection.createStatement()) {
                statement.execute("INSERT INTO t VALUES (1)");
            }
            assertThat(probe.dataVersion()).isNotEqualTo(version);
        }
        assertThat(list()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void neverCreatesAFile() {
        Path missing = folder.resolve("missing?.db");
        assertThatThrownBy(() -> DataVersionProbe.open(missing)).isInstanceOf(SQLException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void lockInTheWayIsReportedAtOnceAndTheProbeStaysUsable() throws SQLException {
        Path path = folder.resolve("app.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t(n)");
            try (DataVersionProbe probe = DataVersionProbe.open(path)) {
                long version = probe.dataVersion();
                statement.execute("BEGIN EXCLUSIVE");
                statement.execute("INSERT INTO t VALUES (1)");
                long fastest = Long.MAX_VALUE;
                // why several: the machine is shared, and who waits for a lock does so every time
                for (int i = 0; i < 5; i++) {
                    long start = System.nanoTime();
                    assertThatThrownBy(probe::dataVersion)
                            .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getErrorCode() & 0xFF)
                                    .isEqualTo(5));
                    fastest = Math.min(fastest, System.nanoTime() - start);
                }
                assertThat(fastest).isLessThan(2_000_000_000L);
                statement.execute("COMMIT");
                assertThat(probe.dataVersion()).isNotEqualTo(version);
            }
        }
    }

    @Test
    void pinsNoLogBetweenPolls() throws SQLException {
        Path path = folder.resolve("app.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode=WAL");
            statement.execute("CREATE TABLE t(n)");
            try (DataVersionProbe probe = DataVersionProbe.open(path)) {
                assertThat(probe.journalMode()).isEqualTo("wal");
                probe.dataVersion();
                statement.execute("INSERT INTO t VALUES (1)");
                try (var row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
                    row.next();
                    assertThat(row.getInt(1)).isZero();
                }
                assertThat(folder.resolve("app.db-wal")).isEmptyFile();
            }
        }
    }

    private List<Path> list() throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }
}
