package dev.honker.internal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteConnection;

/** Which file SQLite says that it has open. */
class DatabaseFilesTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.db",
                "with space.db",
                "what?x=1.db",
                "a#b&c.db",
                "100%41.db",
                "ü-日本-😀.db",
                "new\nline.db",
                "q'\".db"
            })
    void thePathIsTheFilesWhateverTheSpelling(String name) throws Exception {
        Path file = folder.toRealPath().resolve(name);
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        for (String address : new String[] {"file:" + file.toUri().getRawPath(), link.toString(), "file:" + link}) {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + address)) {
                assertThat(DatabaseFiles.pathOf((SQLiteConnection) connection))
                        .as(address)
                        .isEqualTo(file);
            }
        }
    }

    @Test
    void anAttachedDatabaseIsNotTheMainOne() throws SQLException {
        Path file = folder.resolve("a.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMP TABLE x(y)");
            statement.execute("ATTACH '" + folder.resolve("b.db") + "' AS other");
            assertThat(DatabaseFiles.pathOf((SQLiteConnection) connection)).isEqualTo(file);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {":memory:", "", "file::memory:", "file:x?mode=memory", "file:/x?vfs=memdb"})
    void aDatabaseInMemoryHasNoPath(String address) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + address)) {
            assertThatThrownBy(() -> DatabaseFiles.pathOf((SQLiteConnection) connection))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("honker needs a database file");
        }
    }
}
