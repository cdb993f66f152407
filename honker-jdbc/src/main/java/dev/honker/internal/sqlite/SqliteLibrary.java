package dev.honker.internal.sqlite;

import java.lang.System.Logger.Level;
import java.sql.SQLException;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.core.NativeDB;

/** What must be true of the native library in this process, looked at once; thread-safe. */
public final class SqliteLibrary {

    private static final String LOADED = "dev.honker.sqlite-library";

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
        warnOfSecondCopy();
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

    // why: two copies in one process drop each other's POSIX locks on a file, and nobody notices until rows are missing
    private static void warnOfSecondCopy() {
        String other = System.getProperties().putIfAbsent(LOADED, copy()) instanceof String text ? text : null;
        if (other != null && !other.equals(copy())) {
            System.getLogger(SqliteLibrary.class.getName())
                    .log(
                            Level.WARNING,
                            "sqlite-jdbc is loaded twice in this process, by {0} and {1}: two copies share no locks, so a file that"
                                    + " both open can be damaged. Put sqlite-jdbc and honker-jdbc where both applications share one"
                                    + " copy, or keep their database files apart",
                            other,
                            copy());
        }
    }

    /** Forgets that this copy was loaded, before its class loader goes. */
    public static void unload() {
        System.getProperties().remove(LOADED, copy());
    }

    private static String copy() {
        ClassLoader loader = NativeDB.class.getClassLoader();
        return loader + " #" + Integer.toHexString(System.identityHashCode(NativeDB.class));
    }
}
