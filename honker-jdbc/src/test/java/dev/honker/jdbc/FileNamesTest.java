package dev.honker.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.honker.UpdateEvents;
import dev.honker.internal.wake.WatcherThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which file a URL means: the one of plain sqlite-jdbc, and the same database in every spelling. */
class FileNamesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.db",
                "with space.db",
                "a.db?",
                "a.db?Foreign_Keys=true",
                "100%.db",
                "%41.db",
                "a#b.db",
                "a&b.db",
                "a;b='c\".db",
                "äöü-日本-😀.db",
                "new\nline.db",
                "back\\slash.db",
                "./x/../a.db",
                "-dash",
                ".hidden",
                "trailing ",
            })
    void aPathMeansTheFileOfPlainSqliteJdbc(String name) throws Exception {
        assertThat(created("honker", true, name)).isEqualTo(created("plain", false, name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.db",
                "a%20b.db",
                "a b.db",
                "a%3Fb.db?cache=private",
                "a%23b.db",
                "a#fragment",
                "%25.db",
                "%C3%BC.db",
                "ü.db",
                "a.db?mode=rwc&foreign_keys=true",
                "a.db?mode=rwc&cache=private&vfs=unix&x=y",
            })
    void aFileUriMeansTheFileOfPlainSqliteJdbc(String name) throws Exception {
        for (String prefix : new String[] {"file:", "file://", "file://localhost"}) {
            assertThat(created("honker", true, name, prefix)).isEqualTo(created("plain", false, name, prefix));
        }
    }

    private List<String> created(String subfolder, boolean honker, String name, String... prefix) throws Exception {
        Path place = folder.resolve(subfolder + String.join("", prefix).length());
        Files.createDirectories(place.resolve("x"));
        String address = String.join("", prefix) + place + "/" + name;
        try (Connection connection = honker ? Sql.honker(address) : Sql.plain(address)) {
            Sql.run(connection, "CREATE TABLE t(n INTEGER)");
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"app.db", "with space.db", "what?.db", "a#b.db", "100%41.db", "a&b.db", "ü-日本.db", "q'q\"q.db"})
    void everySpellingOfAFileIsOneDatabase(String name) throws Exception {
        Path file = folder.resolve(name);
        Path here = Path.of("").toAbsolutePath();
        Path symlink = Files.createSymbolicLink(folder.resolve("symlink"), file);
        Path linkedFolder = Files.createSymbolicLink(folder.resolve("linked folder"), folder);
        Files.createDirectory(folder.resolve("sub"));
        String encoded = file.toUri().getRawPath();
        List<String> spellings = new ArrayList<>(List.of(
                "file:" + encoded,
                "file://" + encoded,
                "file://localhost" + encoded,
                "file:" + encoded + "?cache=private&busy_timeout=50",
                "file:"
                        + here.relativize(folder)
                                .toUri()
                                .getRawPath()
                                .substring(here.toUri().getRawPath().length()) + "/"
                        + encoded.substring(encoded.lastIndexOf('/') + 1),
                "file:" + allEncoded(file),
                symlink.toString(),
                "file:" + symlink));
        if (!name.contains("?")) {
            spellings.addAll(List.of(
                    file.toString(),
                    file + "?busy_timeout=50",
                    here.relativize(file).toString(),
                    folder + "/sub/.././" + name,
                    folder + "//" + name,
                    linkedFolder.resolve(name).toString()));
        }
        try (Connection first = Sql.honker("file:" + encoded)) {
            Sql.run(first, "CREATE TABLE t(n INTEGER)");
            try (UpdateEvents events = first.unwrap(HonkerConnection.class).updateEvents()) {
                first.setAutoCommit(false);
                for (String spelling : spellings) {
                    Sql.run(first, "INSERT INTO t VALUES (1)");
                    assertOneDatabase(first, spelling);
                }
                assertThat(events.awaitUpdate(Duration.ofSeconds(10))).isTrue();
            }
        }
        assertThat(databasesIn(folder)).containsExactly(name);
    }

    /** The transaction of the first blocks the second by the lock in this JVM, and one watcher serves both. */
    private static void assertOneDatabase(Connection first, String spelling) throws SQLException {
        int watchers = WatcherThreads.all().size();
        try (Connection second = Sql.honker(spelling, "busy_timeout", "20");
                UpdateEvents more = second.unwrap(HonkerConnection.class).updateEvents()) {
            assertThat(more).isNotNull();
            assertThat(WatcherThreads.all()).hasSize(watchers);
            assertThatThrownBy(() -> Sql.run(second, "INSERT INTO t VALUES (2)"))
                    .as(spelling)
                    .hasMessageContaining("this thread waits for itself")
                    .hasMessageContaining(first.toString().split(" ")[1]);
            first.commit();
            Sql.run(second, "INSERT INTO t VALUES (3)");
        }
    }

    private static String allEncoded(Path file) {
        StringBuilder text = new StringBuilder();
        for (byte b : file.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            text.append(b == '/' ? "/" : String.format("%%%02X", b));
        }
        return text.toString();
    }

    private static List<String> databasesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(path -> Files.isRegularFile(path) && !Files.isSymbolicLink(path))
                    .map(path -> path.getFileName().toString())
                    .filter(path -> !path.endsWith("-wal") && !path.endsWith("-shm"))
                    .toList();
        }
    }

    @Test
    void hardLinksAreOneDatabaseForTheWriterLock() throws Exception {
        Path file = Sql.plainFile(folder.resolve("app.db"));
        Path link = Files.createLink(folder.resolve("hard.db"), file);
        // journal_mode=DELETE: SQLite itself names its -wal by the path, so hard links are never safe in WAL mode
        try (Connection first = Sql.honker(file, "journal_mode", "DELETE");
                Connection second = Sql.honker(link + "?journal_mode=DELETE&busy_timeout=20")) {
            first.setAutoCommit(false);
            Sql.run(first, "INSERT INTO t VALUES (1)");
            assertThatThrownBy(() -> Sql.run(second, "INSERT INTO t VALUES (2)"))
                    .hasMessageContaining("this thread waits for itself");
        }
    }

    @Test
    void filesOfTheSameNameInOtherFoldersAreOtherDatabases() throws Exception {
        Path one = Sql.plainFile(Files.createDirectory(folder.resolve("1")).resolve("app.db"));
        Path two = Sql.plainFile(Files.createDirectory(folder.resolve("2")).resolve("app.db"));
        try (Connection first = Sql.honker(one);
                Connection second = Sql.honker(two)) {
            first.setAutoCommit(false);
            Sql.run(first, "INSERT INTO t VALUES (1)");
            Sql.run(second, "INSERT INTO t VALUES (2)");
            first.rollback();
        }
    }

    @Test
    void aNameThatThisProcessCannotSpellIsRefusedWithAdvice() throws Exception {
        Path database = folder.resolve("app.db");
        ProcessBuilder command = new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                OpenByName.class.getName(),
                "file:" + database.getParent() + "/%C3%BC.db");
        command.environment().put("LC_ALL", "POSIX");
        Process process = command.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assumeThat(output).as("a JVM whose paths are ASCII only").doesNotContain("opened");
        assertThat(output).contains("StatedSqliteException").contains("LC_ALL=C.UTF-8");
    }

    /** Opens the URL in a JVM of its own and prints what comes of it. */
    static final class OpenByName {
        public static void main(String[] args) {
            try (Connection connection = Sql.honker(args[0])) {
                System.out.println("opened " + Sql.text(connection, "SELECT 1"));
            } catch (Exception e) {
                System.out.println(e);
            }
        }
    }
}
