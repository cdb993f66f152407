package dev.honker.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sqlite.JDBC;

/** Values that a property can't have: always a SQLException that names property, value and what is allowed. */
class PropertyValuesTest {

    /** Properties whose value is a text, of which the driver can't say that it is nonsense. */
    private static final Set<String> TEXTS = Set.of("password", "date_string_format", "temp_store_directory");

    private static final List<String> NONSENSE =
            List.of("nonsense", "-", "1x", "''", "99999999999999999999", "1;2", "1 2", "true false", "é", "%00", "[1]");

    @TempDir
    Path folder;

    static Stream<String> everyProperty() throws SQLException {
        return Stream.concat(
                        Arrays.stream(HonkerProperty.values()).map(HonkerProperty::key),
                        Arrays.stream(new JDBC().getPropertyInfo("jdbc:sqlite:", new Properties()))
                                .map(info -> info.name))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("everyProperty")
    void nonsenseIsRefusedByASqlExceptionInEveryWay(String name) throws SQLException {
        for (String value : NONSENSE) {
            for (Way way : ways(name, value)) {
                Throwable thrown = catchThrowable(way::go);
                if (TEXTS.contains(name)) {
                    assertThat(thrown == null || thrown instanceof SQLException)
                            .as("%s %s=%s: %s", way.what(), name, value, thrown)
                            .isTrue();
                    continue;
                }
                assertThat(thrown)
                        .as("%s %s=%s", way.what(), name, value)
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining(name + "=" + value)
                        .hasMessageMatching("(?s).*( is none of \\[| is not | is no | is below ).*");
                assertThat(((SQLException) thrown).getSQLState()).isEqualTo("08001");
            }
        }
        if (!TEXTS.contains(name)) {
            assertThat(folder).isEmptyDirectory();
        }
    }

    @ParameterizedTest
    @MethodSource("everyProperty")
    void anEmptyValueIsRefusedExceptAsAPassword(String name) throws SQLException {
        for (String value : new String[] {"", " "}) {
            for (Way way : ways(name, value)) {
                if (name.equals("password") && way.what().contains("Properties")) {
                    // why: a pool without a password hands an empty one on
                    assertThat(catchThrowable(way::go)).isNull();
                } else {
                    assertThatThrownBy(way::go)
                            .as("%s %s=%s", way.what(), name, value)
                            .isInstanceOf(SQLException.class)
                            .hasMessageContaining("property " + name + " has no value");
                }
            }
        }
    }

    private List<Way> ways(String name, String value) {
        String url = "jdbc:honker:sqlite:" + folder.resolve("app.db");
        Properties info = Sql.properties(name, value);
        HonkerDataSource given = new HonkerDataSource(url);
        given.setProperties(info);
        String inUrl = url + "?" + name + "=" + value;
        HonkerDriver driver = new HonkerDriver();
        return List.of(
                new Way("connect, URL", () -> driver.connect(inUrl, null).close()),
                new Way("connect, Properties", () -> driver.connect(url, info).close()),
                new Way(
                        "data source, URL",
                        () -> new HonkerDataSource(inUrl).getConnection().close()),
                new Way("data source, Properties", () -> given.getConnection().close()),
                new Way("info, URL", () -> driver.getPropertyInfo(inUrl, null)),
                new Way("info, Properties", () -> driver.getPropertyInfo(url, info)));
    }

    private record Way(String what, Step step) {
        void go() throws SQLException {
            step.go();
        }
    }

    @FunctionalInterface
    private interface Step {
        void go() throws SQLException;
    }

    @ParameterizedTest
    @CsvSource({
        "date_class, x, '[INTEGER, TEXT, REAL]'",
        "date_precision, x, '[SECONDS, MILLISECONDS]'",
        "open_mode, x, whole number",
        "open_mode, -1, whole number",
        "cache_size, big, whole number",
        "mmap_size, 1.5, whole number",
        "user_version, 4294967296, whole number",
        "page_size, 1000, a power of two from 512 to 65536",
        "page_size, 131072, a power of two from 512 to 65536",
        "foreign_keys, maybe, '[true, false, on, off, yes, no, 1, 0]'",
        "shared_cache, on, '[true, false]'",
        "jdbc.explicit_readonly, 1, '[true, false]'",
        "jdbc.get_generated_keys, yes, '[true, false]'",
        "secure_delete, slow, '[true, false, fast, on, off, yes, no, 1, 0]'",
        "temp_store, disk, '[DEFAULT, FILE, MEMORY, 0, 1, 2]'",
        "hexkey_mode, x, '[NONE, SSE, SQLCIPHER]'",
        "encoding, latin1, UTF-8",
        "date_string_format, yyyy-QQQ, pattern",
        "limit_attached, ten, whole number",
        "cache_spill, perhaps, whole number",
    })
    void theMessageSaysWhatIsAllowed(String name, String value, String allowed) {
        assertThatThrownBy(() -> Sql.honker(folder.resolve("app.db"), name, value))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(name + "=" + value)
                .hasMessageContaining(allowed);
    }

    /** What plain sqlite-jdbc takes, with the same effect. */
    @ParameterizedTest
    @CsvSource({
        "foreign_keys, ON, PRAGMA foreign_keys",
        "foreign_keys, yes, PRAGMA foreign_keys",
        "foreign_keys, 1, PRAGMA foreign_keys",
        "foreign_keys, False, PRAGMA foreign_keys",
        "cache_size, -2000, PRAGMA cache_size",
        "cache_size, +20, PRAGMA cache_size",
        "application_id, 0x1234, PRAGMA application_id",
        "user_version, -7, PRAGMA user_version",
        "secure_delete, fast, PRAGMA secure_delete",
        "secure_delete, 1, PRAGMA secure_delete",
        "temp_store, memory, PRAGMA temp_store",
        "temp_store, 1, PRAGMA temp_store",
        "mmap_size, 3000000000, PRAGMA mmap_size",
        "journal_size_limit, -1, PRAGMA journal_size_limit",
        "max_page_count, 4294967294, PRAGMA max_page_count",
        "page_size, 65536, PRAGMA page_size",
        "encoding, '''UTF-16be''', PRAGMA encoding",
        "encoding, UTF8, PRAGMA encoding",
        "encoding, '\"UTF-8\"', PRAGMA encoding",
        "cache_spill, false, PRAGMA cache_spill",
        "cache_spill, 100, PRAGMA cache_spill",
        "fullsync, 1, PRAGMA fullfsync",
    })
    void whatPlainTakesIsTakenWithTheSameEffect(String name, String value, String question) throws SQLException {
        List<String> answers = new ArrayList<>();
        for (String prefix : new String[] {"jdbc:sqlite:", "jdbc:honker:sqlite:"}) {
            Path file = folder.resolve(answers.size() + ".db");
            try (Connection connection =
                    java.sql.DriverManager.getConnection(prefix + file, Sql.properties(name, value))) {
                answers.add(Sql.text(connection, question));
            }
        }
        assertThat(answers.get(1)).isEqualTo(answers.get(0));
    }

    @ParameterizedTest
    @MethodSource("everyProperty")
    void everyChoiceThatSqliteJdbcNamesIsTaken(String name) throws SQLException {
        DriverPropertyInfo info = Arrays.stream(new JDBC().getPropertyInfo("jdbc:sqlite:", new Properties()))
                .filter(each -> each.name.equals(name))
                .findFirst()
                .orElse(null);
        if (info == null || info.choices == null || name.equals("locking_mode")) {
            return;
        }
        int number = 0;
        for (String choice : info.choices) {
            Path file = folder.resolve(number++ + ".db");
            try (Connection connection = Sql.honker(file, name, choice)) {
                assertThat(Sql.text(connection, "SELECT 1"))
                        .as("%s=%s", name, choice)
                        .isEqualTo("1");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"busy_timeout, 1234", "cache_size, 77", "foreign_keys, true", "honker.poll_interval, 5"})
    void aValueThatIsNoTextCountsByItsText(String name, String value) throws SQLException {
        Object object = value.equals("true") ? Boolean.TRUE : (Object) Integer.valueOf(value);
        Properties info = new Properties();
        info.put(name, object);
        info.put("somethingElse", new Object());
        info.put(new Object(), "x");
        HonkerDriver driver = new HonkerDriver();
        String url = "jdbc:honker:sqlite:" + folder.resolve("app.db");
        assertThat(Arrays.stream(driver.getPropertyInfo(url, info))
                        .filter(each -> each.name.equals(name))
                        .map(each -> each.value))
                .containsExactly(value);
        try (Connection connection = driver.connect(url, info)) {
            if (!name.startsWith("honker.")) {
                assertThat(Sql.text(connection, "PRAGMA " + name)).isEqualTo(value.equals("true") ? "1" : value);
            }
        }
    }
}
