package dev.honker.internal.sqlite;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.sqlite.SQLiteConnection;

/**
 * Converts a file's journal mode. SQLite does not call its busy handler for that, so simultaneous first
 * opens of a fresh file would fail without a retry of ours. Stateless.
 */
final class JournalModes {

    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long DEADLINE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final String READ = "PRAGMA journal_mode";

    private JournalModes() {}

    /**
     * Converts the file unless it has the mode already, also by another process meanwhile. Blocks up to 5 s.
     *
     * @return whether the file has the mode now; SQLite quietly keeps another where the file can never have this one
     * @throws SQLException the last failure when the time is over
     */
    static boolean convert(SQLiteConnection connection, String mode) throws SQLException {
        String change = "PRAGMA journal_mode = " + JournalMode.valueOf(mode);
        long start = System.nanoTime();
        long pause = FIRST_PAUSE_NANOS;
        while (true) {
            try {
                return has(connection, mode) || mode.equalsIgnoreCase(ask(connection, change));
            } catch (SQLException e) {
                if (!SqlErrors.isBusy(e) || System.nanoTime() - start >= DEADLINE_NANOS) {
                    throw e;
                }
            }
            LockSupport.parkNanos(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
        }
    }

    /** The mode that the file has. */
    static String current(SQLiteConnection connection) throws SQLException {
        return ask(connection, READ);
    }

    private static boolean has(SQLiteConnection connection, String mode) throws SQLException {
        return mode.equalsIgnoreCase(current(connection));
    }

    private static String ask(SQLiteConnection connection, String pragma) throws SQLException {
        InnerStatement statement = new InnerStatement(connection, pragma);
        try {
            return statement.start() ? String.valueOf(statement.text(1)) : "";
        } finally {
            statement.finish();
            statement.close();
        }
    }

    private enum JournalMode {
        DELETE,
        TRUNCATE,
        PERSIST,
        MEMORY,
        WAL,
        OFF
    }
}
