package dev.honker.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters of a URL that nobody knows: plain sqlite-jdbc opens another file, honker refuses and says what was meant. */
class UnknownParameterTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "busytimeout=5, busy_timeout",
        "busy-timeout=5, busy_timeout",
        "BusyTimeout=5, busy_timeout",
        "busy_timout=5, busy_timeout",
        "timeout=5, busy_timeout",
        "journalmode=WAL, journal_mode",
        "journal=WAL, journal_mode",
        "jouranl_mode=WAL, journal_mode",
        "foreignkeys=true, foreign_keys",
        "foriegn_keys=true, foreign_keys",
        "foreign_key=true, foreign_keys",
        "transactionMode=DEFERRED, transaction_mode",
        "synchronuos=FULL, synchronous",
        "explicit_readonly=true, jdbc.explicit_readonly",
        "watcher=polling, honker.watcher",
        "pollinterval=1, honker.poll_interval",
        "timezone=UTC, honker.time_zone",
        "honker.busy_timeout=5, busy_timeout",
        "honker.watchr=polling, honker.watcher",
        "honker.pollInterval=1, honker.poll_interval",
        "foo=bar, ''",
        "foo, ''",
        "busytimeout, busy_timeout",
    })
    void anUnknownParameterIsRefusedWithTheNearestKnownOne(String parameter, String nearest) {
        String name = parameter.split("=")[0];
        for (String address : new String[] {
            folder + "/app.db?" + parameter,
            folder + "/app.db?foreign_keys=true&" + parameter + "&cache_size=10",
            "file:" + folder + "/app.db?" + parameter,
            "file:" + folder + "/app.db?mode=rwc&" + parameter,
        }) {
            assertThatThrownBy(() -> Sql.honker(address).close())
                    .as(address)
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("cannot open jdbc:honker:sqlite:" + address)
                    .hasMessageContaining("unknown property " + name + "; the nearest known one is " + nearest)
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("08001");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void enqueuerAndWorkerNeverPartByAMisspeltParameter() throws Exception {
        Path file = folder.resolve("app.db");
        try (Connection plain = Sql.plain(file + "?busytimeout=5")) {
            Sql.run(plain, "CREATE TABLE t(n INTEGER)");
        }
        assertThat(files()).as("plain sqlite-jdbc").containsExactly("app.db?busytimeout=5");
        Files.delete(folder.resolve("app.db?busytimeout=5"));

        assertThatThrownBy(() -> Sql.honker(file + "?busytimeout=5")).isInstanceOf(SQLException.class);
        assertThat(files()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"app.db?busytimeout=5", "what?", "a?b=c&d", "100%?#x", "?leading", "a b?c"})
    void aNameWithAQuestionMarkIsWrittenAsTheUriThatTheMessageShows(String name) throws Exception {
        Path file = Sql.plainFile(folder.resolve("plain.db"));
        Files.move(file, folder.resolve(name));
        String uri = "file:" + folder + "/"
                + name.replace("%", "%25")
                        .replace("?", "%3F")
                        .replace("#", "%23")
                        .replace(" ", "%20");

        try (Connection connection = Sql.honker(uri)) {
            assertThat(Sql.text(connection, "SELECT n FROM t")).isEqualTo("0");
        }
        assertThatThrownBy(() -> Sql.honker(folder + "/" + name + (name.endsWith("?") ? "x" : "")))
                .hasMessageContaining("If the question mark belongs to the name of the file, write jdbc:honker:sqlite:"
                        + uri + (name.endsWith("?") ? "x" : ""));
        assertThat(files()).containsExactly(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mode=ro", "cache=shared", "vfs=unix", "immutable=1", "nolock=1", "psow=0"})
    void aParameterOfUrisInAPathIsRefusedWithTheUri(String parameter) {
        assertThatThrownBy(() -> Sql.honker(folder + "/a b.db?" + parameter + "&busy_timeout=7"))
                .hasMessageContaining(parameter.split("=")[0] + " is a parameter of file: URIs")
                .hasMessageContaining(
                        "write jdbc:honker:sqlite:file:" + folder + "/a%20b.db?" + parameter + "&busy_timeout=7");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mode=rwc",
                "mode=rw",
                "%6Dode=rwc",
                "cache=private",
                "psow=1",
                "nolock=0",
                "immutable=0",
                "vfs=unix",
                "vfs=unix&setting_of_a_vfs=1",
                "mode=rwc#fragment",
                "&&mode=rwc&",
            })
    void sqlitesOwnParametersOfAUriReachIt(String query) throws Exception {
        Path file = Sql.plainFile(folder.resolve("app.db"));
        try (Connection connection = Sql.honker("file:" + file + "?" + query + "&busy_timeout=77")) {
            assertThat(Sql.text(connection, "SELECT n FROM t")).isEqualTo("0");
            if (!query.contains("#")) {
                assertThat(Sql.text(connection, "PRAGMA busy_timeout")).isEqualTo("77");
            }
        }
        assertThat(files()).containsExactly("app.db");
    }

    @Test
    void aUriIsOpenedForReadingOnlyWhenItSaysSo() throws Exception {
        Path file = Sql.plainFile(folder.resolve("app.db"));
        try (Connection connection = Sql.honker("file:" + file + "?mode=ro")) {
            assertThat(Sql.text(connection, "SELECT n FROM t")).isEqualTo("0");
            assertThatThrownBy(() -> Sql.run(connection, "INSERT INTO t VALUES (1)"))
                    .hasMessageContaining("readonly");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?=", "?=5", "?&=", "? =5", "?busy_timeout=7&="})
    void aParameterWithoutANameIsRefused(String query) {
        for (String prefix : new String[] {"", "file:"}) {
            assertThatThrownBy(() -> Sql.honker(prefix + folder + "/app.db" + query))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("has no name; write name=value");
            assertThatThrownBy(() -> new HonkerDriver()
                            .getPropertyInfo("jdbc:honker:sqlite:" + prefix + folder + "/app.db" + query, null))
                    .isInstanceOf(SQLException.class);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "?&", "?&&", "?busy_timeout=77&", "?&&busy_timeout=77"})
    void emptyParametersAreNothing(String query) throws Exception {
        try (Connection connection = Sql.honker(folder + "/app.db" + query)) {
            Sql.run(connection, "CREATE TABLE t(n INTEGER)");
        }
        assertThat(files()).containsExactly("app.db");
    }

    @Test
    void everyWayInRefusesAnUnknownParameter() {
        String url = "jdbc:honker:sqlite:" + folder.resolve("app.db") + "?busytimeout=5";
        assertThatThrownBy(() -> new HonkerDriver().connect(url, new Properties()))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("busy_timeout");
        assertThatThrownBy(() -> new HonkerDataSource(url).getConnection())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("busy_timeout");
        assertThatThrownBy(() -> new HonkerDriver().getPropertyInfo(url, new Properties()))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("busy_timeout");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aPasswordInTheUrlStaysOutOfTheMessage() {
        assertThatThrownBy(() -> Sql.honker(folder + "/app.db?Password=secret&foo=bar"))
                .hasMessageContaining("unknown property foo")
                .hasMessageNotContaining("secret");
    }

    private Stream<String> names() throws Exception {
        return Files.list(folder).map(file -> file.getFileName().toString());
    }

    private java.util.List<String> files() throws Exception {
        try (Stream<String> names = names()) {
            return names.filter(name -> !name.endsWith("-wal") && !name.endsWith("-shm"))
                    .toList();
        }
    }
}
