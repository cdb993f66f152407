package dev.honker.internal.sqlite;

import dev.honker.internal.check.Loggers;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.Optional;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;

/** Checks the version of the native library of this process, once; thread-safe. */
public final class SqliteLibrary {

    private static final Logger LOG = Loggers.CONNECTION;

    /** What to do about a version, for programs whose build tool was told the version by somebody else. */
    private static final String REMEDY =
            "use org.xerial:sqlite-jdbc 3.51.3.0 or newer; where a parent or BOM sets the version,"
                    + " as Spring Boot's do, by its property sqlite-jdbc.version";

    private static volatile boolean checked;

    private SqliteLibrary() {}

    /**
     * Checks the library on the first connection, and logs a warning if it has a bug that can damage files.
     *
     * @throws SQLException if it is older than what is tested, or one of the releases that can deadlock when connections are opened
     *     and closed at once; the connection is closed then
     */
    static void check(SQLiteConnection connection) throws SQLException {
        if (checked) {
            return;
        }
        String version = connection.libversion();
        Optional<String> refusal = refusal(version);
        if (refusal.isPresent()) {
            connection.close();
            throw SqlErrors.of(SQLiteErrorCode.SQLITE_ERROR, "0A000", refusal.get());
        }
        checked = true;
        warning(version).ifPresent(text -> LOG.log(Level.WARNING, text));
    }

    /** Returns why a version can't be used; empty if it can. */
    static Optional<String> refusal(String version) {
        if (!isAtLeast(version, 3, 49, 1)) {
            return Optional.of(
                    "SQLite " + version + " is older than 3.49.1, the oldest that honker supports: " + REMEDY);
        }
        if (isAtLeast(version, 3, 51) && !isAtLeast(version, 3, 51, 2)) {
            return Optional.of("SQLite " + version
                    + " can deadlock when connections are opened and closed at the same time, so honker refuses it: "
                    + REMEDY);
        }
        return Optional.empty();
    }

    /** Returns what users of a version have to know; empty if nothing. */
    static Optional<String> warning(String version) {
        boolean fixed = isAtLeast(version, 3, 51, 3) || isAtLeast(version, 3, 50, 7) && !isAtLeast(version, 3, 51);
        return fixed
                ? Optional.empty()
                : Optional.of(
                        "honker: SQLite " + version + " has a bug that very rarely damages a file in WAL mode, when one"
                                + " connection writes while another one checkpoints (https://sqlite.org/wal.html#walresetbug): "
                                + REMEDY);
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
