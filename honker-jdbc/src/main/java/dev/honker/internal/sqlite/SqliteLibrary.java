package dev.honker.internal.sqlite;

import java.sql.SQLException;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;

/** What must be true of the native library in this process, looked at once; thread-safe. */
public final class SqliteLibrary {

    private static volatile boolean checked;

    private SqliteLibrary() {}

    /**
     * Checks the library on the first connection.
     *
     * @throws SQLException if it is one of the releases that can deadlock when connections are opened and closed at once; the
     *     connection is closed then
     */
    static void check(SQLiteConnection connection) throws SQLException {
        if (checked) {
            return;
        }
        String version = connection.libversion();
        if (!isAtLeast(version, 3, 51, 2)) {
            connection.close();
            throw SqlErrors.of(
                    SQLiteErrorCode.SQLITE_ERROR,
                    "0A000",
                    "SQLite " + version
                            + " is too old for honker, which needs 3.51.2: use a newer org.xerial:sqlite-jdbc");
        }
        checked = true;
    }

    static boolean isAtLeast(String version, int... least) {
        String[] parts = version.split("\\.");
        for (int i = 0; i < least.length; i++) {
            int part = i < parts.length ? Integer.parseInt(parts[i]) : 0;
            if (part != least[i]) {
                return part > least[i];
            }
        }
        return true;
    }
}
