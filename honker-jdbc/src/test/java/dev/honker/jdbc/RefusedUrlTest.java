package dev.honker.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** URLs and properties that are refused: with a message that says what to do, and before anything is created. */
class RefusedUrlTest {

    @TempDir
    Path folder;

    @AfterEach
    void nothingWasCreated() {
        assertThat(folder).isEmptyDirectory();
    }

    private Path file() {
        return folder.resolve("app.db");
    }

    @ParameterizedTest
    @ValueSource(strings = {"honker.watchr", "honker.", "HONKER.Poll", "honker.busy_timeout"})
    void anUnknownHonkerPropertyIsRefusedWithTheKnownOnes(String name) {
        for (boolean inUrl : new boolean[] {true, false}) {
            assertThatThrownBy(() -> open(inUrl, name, "1"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("unknown property " + name)
                    .hasMessageContaining("honker.watcher")
                    .hasMessageContaining("honker.poll_interval")
                    .hasMessageContaining("honker.time_zone")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("08001");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "busy_timeout, -1, least value 0 ms",
        "busy_timeout, 5s, whole number of ms",
        "busy_timeout, 99999999999, whole number of ms",
        "busy_timeout, 1.5, whole number of ms",
        "journal_mode, WALL, '[WAL, DELETE, TRUNCATE, PERSIST, MEMORY, OFF]'",
        "synchronous, 4, '[OFF, NORMAL, FULL, EXTRA]'",
        "synchronous, SOMETIMES, '[OFF, NORMAL, FULL, EXTRA]'",
        "wal_autocheckpoint, many, whole number of pages",
        "transaction_mode, LAZY, '[DEFERRED, IMMEDIATE, EXCLUSIVE]'",
        "honker.watcher, inotify, '[auto, polling, kernel, shm]'",
        "honker.read_yield, -1, least value 0 ms",
        "honker.read_yield, soon, whole number of ms",
        "honker.poll_interval, 0, least value 1 ms",
        "honker.poll_interval, fast, whole number of ms",
        "honker.time_zone, Mars/Olympus, Europe/Berlin",
    })
    void aBadValueIsRefusedWithItsNameItselfAndWhatIsAllowed(String name, String value, String allowed) {
        for (String spelling : new String[] {name, name.toUpperCase(Locale.ROOT)}) {
            for (boolean inUrl : new boolean[] {true, false}) {
                assertThatThrownBy(() -> open(inUrl, spelling, value))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining(name + "=" + value)
                        .hasMessageContaining(allowed)
                        .hasMessageContaining("cannot open jdbc:honker:sqlite:" + file());
            }
        }
    }

    @Test
    void everyPropertyRefusesAnEmptyValue() {
        for (HonkerProperty property : HonkerProperty.values()) {
            for (String value : new String[] {"", " "}) {
                for (boolean inUrl : new boolean[] {true, false}) {
                    assertThatThrownBy(() -> open(inUrl, property.key(), value))
                            .as("%s in %s", property.key(), inUrl ? "URL" : "Properties")
                            .isInstanceOf(SQLException.class)
                            .hasMessageContaining("property " + property.key() + " has no value");
                }
            }
        }
    }

    @Test
    void aNameWithoutAValueIsRefusedAsBySqliteJdbc() {
        assertThatThrownBy(() -> Sql.plain(file() + "?foreign_keys")).hasMessageContaining("specify a value");
        assertThatThrownBy(() -> Sql.honker(file() + "?foreign_keys")).hasMessageContaining("foreign_keys=value");
        assertThatThrownBy(() -> Sql.honker(file() + "?honker.watcher")).hasMessageContaining("honker.watcher=value");
    }

    @Test
    void everyPropertyOfTheEnumIsTriedHere() throws NoSuchMethodException {
        String tried = Arrays.toString(getClass()
                .getDeclaredMethod(
                        "aBadValueIsRefusedWithItsNameItselfAndWhatIsAllowed", String.class, String.class, String.class)
                .getAnnotation(CsvSource.class)
                .value());
        for (HonkerProperty property : HonkerProperty.values()) {
            assertThat(tried).contains(property.key() + ",");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ":memory:",
                ":memory:?cache=shared",
                "",
                "?busy_timeout=1",
                "file:",
                "file:?cache=shared",
                "file::memory:",
                "file::memory:?cache=shared",
                "file::memory:#x",
                "file:%3Amemory%3A",
                "file:x?mode=memory",
                "file:x?Mode=Memory",
                "file:x?mode=%6Demory",
                "file:memdb1?mode=memory&cache=shared",
                "file:x?foreign_keys=true&mode=memory",
                "file:/x?vfs=memdb",
                "file:/x?vfs=%6Demdb",
                "file:/x?%76fs=memdb",
            })
    void aDatabaseInMemoryIsRefusedInWhateverSpelling(String address) {
        assertThatThrownBy(() -> Sql.honker(address).close())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("honker needs a database file")
                .hasMessageContaining("Name a file, for example jdbc:honker:sqlite:app.db")
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("08001");
        assertThat(Path.of("x")).doesNotExist();
        assertThat(Path.of("memdb1")).doesNotExist();
    }

    @Test
    void aResourceOfTheClassPathIsRefused() {
        assertThatThrownBy(() -> Sql.honker(":resource:a/b.db").close())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("copy it to a file");
    }

    @Test
    void aNameThatSqliteWouldCutOffIsRefused() {
        for (String prefix : new String[] {"", "file:"}) {
            assertThatThrownBy(() -> Sql.honker(prefix + folder + "/a\0b.db").close())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("NUL");
        }
    }

    @Test
    void aFolderThatDoesNotExistIsReportedAsBySqliteJdbc() {
        Path nowhere = folder.resolve("no/such/folder/a.db");
        Throwable plain = org.assertj.core.api.Assertions.catchThrowable(() -> Sql.plain(nowhere));
        assertThatThrownBy(() -> Sql.honker(nowhere)).hasMessage(plain.getMessage());
    }

    private void open(boolean inUrl, String name, String value) throws SQLException {
        String url = "jdbc:honker:sqlite:" + file();
        if (inUrl) {
            DriverManager.getConnection(url + "?" + name + "=" + value + "&foreign_keys=true")
                    .close();
        } else {
            Properties info = Sql.properties(name, value);
            DriverManager.getConnection(url, info).close();
        }
    }
}
