package dev.honker.internal.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** URIs are read as SQLite reads them. */
class FileUriTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "file:a.db, a.db",
        "file:/x/a.db, /x/a.db",
        "file:///x/a.db, /x/a.db",
        "file://localhost/x/a.db, /x/a.db",
        "file:a%20b.db, a b.db",
        "file:a%3Fb.db?mode=ro, a?b.db",
        "file:a.db?mode=ro&x=%20, a.db",
        "file:a.db#part?x, a.db",
        "file:a%23b.db, a#b.db",
        "file:%c3%bc.db, ü.db",
        "file:ü%C3%BC.db, üü.db",
        "file:100%.db, 100%.db",
        "file:100%2, 100%2",
        "file:100%zz.db, 100%zz.db",
        "file:%25.db, %.db",
        "file:a%00b.db, a",
        "file:, ''",
        "file://, ''",
    })
    void aUriMeansAPath(String uri, String path) {
        assertThat(FileUri.isOne(uri)).isTrue();
        assertThat(FileUri.path(uri)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FILE:a.db", "/x/file:a", "a.db", "", "fil", "./file:a.db"})
    void onlyWhatBeginsWithTheSchemeIsAUri(String name) {
        assertThat(FileUri.isOne(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file://host/x.db", "file://LOCALHOST/x.db", "file://a.db"})
    void aHostIsRefusedAsBySqlite(String uri) {
        assertThatThrownBy(() -> FileUri.path(uri))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(uri)
                .hasMessageContaining("write file:/PATH");
        assertThatThrownBy(() -> DriverManager.getConnection("jdbc:sqlite:" + uri))
                .hasMessageContaining("authority");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.db",
                "a%20b.db",
                "a%3Fb.db?mode=rwc",
                "a.db?mode=rwc&cache=private#x",
                "%C3%BC.db",
                "100%.db",
                "a%00b.db",
                "a.db#frag?ment",
                "a&b=c.db",
                "a+b.db",
            })
    void sqliteOpensTheSamePath(String name) throws Exception {
        String uri = "file:" + directory + "/" + name;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + uri);
                Statement sql = connection.createStatement()) {
            sql.execute("CREATE TABLE t(n)");
            try (ResultSet row = sql.executeQuery("SELECT file FROM pragma_database_list")) {
                assertThat(Path.of(FileUri.path(uri)).toRealPath()).isEqualTo(Path.of(row.getString(1)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a.db", "a b.db", "a?b#c%d&e=f.db", " a ", "ü\n.db", "%41", "file:x", "/abs/a?.db", "//x/a"})
    void theUriOfAPathMeansThePath(String path) {
        String expected = path.startsWith("//") ? path.substring(1) : path;
        assertThat(FileUri.path(FileUri.of(path))).isEqualTo(expected);
        assertThat(FileUri.of(path)).startsWith("file:").doesNotContain("?", "#", " ", "\n");
    }

    @Test
    void aPathThatLooksLikeAHostIsNone() throws Exception {
        Path file = Files.createFile(directory.resolve("a.db"));
        assertThat(Path.of(FileUri.path(FileUri.of("/" + file)))).isEqualTo(file);
    }
}
