package dev.honker.internal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which file {@code honker_update_watcher_open} watches: the one that SQLite opens under the same name. */
class WatcherNamesTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "file:",
                "file://",
                "file://localhost",
            })
    void aCommitToTheNamedFileWakes(String prefix) throws SQLException {
        for (String name : new String[] {"app.db", "a b.db", "what?.db", "100%.db", "a#b.db", "ü.db"}) {
            Path file = directory.resolve(name);
            String uri =
                    prefix.isEmpty() ? file.toString() : prefix + file.toUri().getRawPath();
            wakes(file, uri);
            if (!prefix.isEmpty()) {
                wakes(file, uri + "?mode=rwc&cache=private");
                wakes(file, uri + "#fragment");
            }
        }
    }

    private static void wakes(Path file, String name) throws SQLException {
        String url = "jdbc:honker:sqlite:" + "file:" + file.toUri().getRawPath();
        try (Connection connection = DriverManager.getConnection(url);
                Statement sql = connection.createStatement();
                PreparedStatement open = connection.prepareStatement("SELECT honker_update_watcher_open(?, NULL)")) {
            sql.execute("CREATE TABLE IF NOT EXISTS t(n)");
            open.setString(1, name);
            long handle = number(open);
            try {
                while (number(connection, "SELECT honker_update_watcher_wait(" + handle + ", 20)") == 1) {
                    // what the subscription itself owes
                }
                sql.execute("INSERT INTO t VALUES (1)");
                assertThat(number(connection, "SELECT honker_update_watcher_wait(" + handle + ", 10000)"))
                        .as(name)
                        .isOne();
            } finally {
                number(connection, "SELECT honker_update_watcher_close(" + handle + ")");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:nowhere/at/all.db",
                "file://host/x.db",
                "file:x?mode=memory",
                ":memory:",
                "file::memory:",
                "",
                "file:",
                ":resource:x.db",
            })
    void aNameThatIsNoFileIsASqlException(String name) throws SQLException {
        refused(name);
    }

    @Test
    void aNameThatNoFileCanHaveIsASqlException() throws SQLException {
        refused("a\0b");
    }

    private void refused(String name) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:honker:sqlite:" + directory.resolve("app.db"));
                PreparedStatement open = connection.prepareStatement("SELECT honker_update_watcher_open(?, NULL)")) {
            open.setString(1, name);
            assertThatThrownBy(() -> number(open)).isInstanceOf(SQLException.class);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return number(statement);
        }
    }

    private static long number(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            return row.getLong(1);
        }
    }
}
