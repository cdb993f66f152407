package dev.honker.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.UpdateEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that can only be read stay readable, at once and unchanged. */
@Timeout(60)
class ReadOnlyFileTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"%s?open_mode=1", "file:%s?mode=ro", "file:%s?immutable=1", "file:%s?mode=ro&open_mode=1"})
    void aFileThatIsOpenedForReadingIsReadAndNotConverted(String pattern) throws SQLException {
        Path file = fileWithHonkersTables(folder.resolve("app.db"));
        long fastest = Long.MAX_VALUE;
        // why: not a measure of speed; a retry loop that ends after 5 s must not stand between, which it would do every
        // time
        for (int i = 0; i < 3 && fastest > 4_000; i++) {
            long start = System.nanoTime();
            try (Connection connection = Sql.honker(String.format(pattern, file))) {
                assertReadable(connection);
                assertThat(Sql.text(connection, "PRAGMA journal_mode")).isEqualTo("delete");
                connection.setAutoCommit(false);
                assertReadable(connection);
                connection.rollback();
            }
            fastest = Math.min(fastest, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        }
        assertThat(fastest).isLessThan(5_000);
        assertThat(folder.toFile().list()).containsExactly("app.db");
    }

    @Test
    void aConnectionWithAReadOnlyOpenModeSaysThatItIsReadOnly() throws SQLException {
        Path file = fileWithHonkersTables(folder.resolve("app.db"));
        try (Connection plain = Sql.plain(file + "?open_mode=1");
                Connection connection = Sql.honker(file, "open_mode", "1");
                Connection writable = Sql.honker(file)) {
            assertThat(plain.isReadOnly()).isTrue();
            assertThat(connection.isReadOnly()).isTrue();
            connection.setReadOnly(true);
            assertThat(connection.isReadOnly()).isTrue();
            assertThat(writable.isReadOnly()).isFalse();
        }
    }

    @Test
    void aReaderIsWokenByWritersElsewhere() throws SQLException {
        Path file = fileWithHonkersTables(folder.resolve("app.db"));
        try (Connection reader = Sql.honker(file + "?open_mode=1");
                Connection writer = Sql.plain(file);
                UpdateEvents events = reader.unwrap(HonkerConnection.class).updateEvents()) {
            Sql.run(writer, "INSERT INTO t VALUES (7)");
            assertThat(events.awaitUpdate(Duration.ofSeconds(10))).isTrue();
        }
    }

    @Test
    void aJournalModeThatWasAskedForButCannotBeSetIsAnError() throws SQLException {
        Path file = fileWithHonkersTables(folder.resolve("app.db"));
        try (Connection connection = Sql.honker("file:" + file + "?mode=ro&journal_mode=WAL")) {
            assertThatThrownBy(() -> Sql.text(connection, "SELECT n FROM t"))
                    .hasMessageContaining("readonly")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("25006");
        }
    }

    @Test
    void aFileThatMustExistIsNotCreated() {
        for (String address : new String[] {folder + "/no.db?open_mode=1", "file:" + folder + "/no.db?mode=rw"}) {
            assertThatThrownBy(() -> Sql.honker(address).close()).hasMessageContaining("SQLITE_CANTOPEN");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFileWithoutWritePermissionIsReadable() throws Exception {
        Path file = fileWithHonkersTables(folder.resolve("app.db"));
        try (ReadOnly readOnly = ReadOnly.make(file);
                Connection connection = Sql.honker(file)) {
            assertThat(readOnly).isNotNull();
            assertReadable(connection);
        }
    }

    @Test
    void aFolderWithoutWritePermissionHoldsReadableFiles() throws Exception {
        Path sub = Files.createDirectory(folder.resolve("sub"));
        Path file = fileWithHonkersTables(sub.resolve("app.db"));
        try (ReadOnly own = ReadOnly.make(file);
                ReadOnly readOnly = ReadOnly.make(sub);
                Connection connection = Sql.honker(file)) {
            assertThat(own).isNotEqualTo(readOnly);
            assertReadable(connection);
        }
    }

    @Test
    void aWritableFileInAFolderWithoutWritePermissionIsReadableToo() throws Exception {
        Path sub = Files.createDirectory(folder.resolve("sub"));
        Path file = fileWithHonkersTables(sub.resolve("app.db"));
        try (ReadOnly readOnly = ReadOnly.make(sub)) {
            assertThat(readOnly).isNotNull();
            try (Connection plain = Sql.plain(file)) {
                assertThat(Sql.text(plain, "SELECT n FROM t")).isEqualTo("0");
            }
            try (Connection connection = Sql.honker(file)) {
                assertThat(Sql.text(connection, "SELECT n FROM t")).isEqualTo("0");
            }
        }
    }

    @Test
    void aJournalModeThatAFileCannotHaveIsRefusedAtOnceIfItWasAskedFor() throws SQLException {
        Path file = Sql.plainFile(folder.resolve("app.db"));
        try (Connection connection = Sql.honker("file:" + file + "?immutable=1&journal_mode=WAL")) {
            assertThatThrownBy(() -> Sql.text(connection, "SELECT n FROM t"))
                    .hasMessageContaining("journal_mode=WAL cannot be had")
                    .hasMessageContaining("keeps delete");
        }
    }

    private static Path fileWithHonkersTables(Path file) throws SQLException {
        try (Connection connection = Sql.honker(Sql.plainFile(file), "journal_mode", "DELETE")) {
            Sql.text(connection, "SELECT notify('first', '1')");
        }
        return file;
    }

    private static void assertReadable(Connection connection) throws SQLException {
        assertThat(Sql.text(connection, "SELECT n FROM t")).isEqualTo("0");
        assertThat(Sql.text(connection, "SELECT honker_cron_next_after('@every 5s', 10)"))
                .isEqualTo("15");
        assertThatThrownBy(() -> Sql.run(connection, "INSERT INTO t VALUES (1)"))
                .hasMessageContaining("readonly")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("25006");
        assertThatThrownBy(() -> Sql.text(connection, "SELECT notify('a', 'b')"))
                .hasMessageContaining("readonly")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("25006");
    }

    /** Something that even root can't write, as long as this is open. */
    private record ReadOnly(Path path, boolean byAttribute) implements AutoCloseable {

        static ReadOnly make(Path path) {
            assertThat(path.toFile().setWritable(false)).isTrue();
            boolean byAttribute = Files.isWritable(path) && run("chattr", "+i", path.toString());
            ReadOnly made = new ReadOnly(path, byAttribute);
            if (Files.isWritable(path) && !byAttribute) {
                made.close();
                Assumptions.abort("this user can write everything, and chattr does not work here");
            }
            return made;
        }

        @Override
        public void close() {
            if (byAttribute) {
                run("chattr", "-i", path.toString());
            }
            assertThat(path.toFile().setWritable(true)).isTrue();
        }

        private static boolean run(String... command) {
            try {
                Process process =
                        new ProcessBuilder(command).redirectErrorStream(true).start();
                return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
            } catch (IOException | InterruptedException e) {
                return false;
            }
        }
    }
}
