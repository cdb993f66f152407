package dev.honker.internal.sqlite;

import java.sql.SQLException;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteOpenMode;

/** Brings a fresh connection to its settings, in the order in which each has effect. Stateless. */
final class ConnectionDefaults {

    private ConnectionDefaults() {}

    static void apply(SQLiteConnection connection, ConnectionSettings settings) throws SQLException {
        boolean writable =
                (connection.getDatabase().getConfig().getOpenModeFlags() & SQLiteOpenMode.READONLY.flag) == 0;
        if (writable) {
            convert(connection, settings.journalMode(), settings.journalModeExplicit());
        }
        execute(connection, "PRAGMA synchronous = " + settings.synchronous());
        execute(connection, "PRAGMA wal_autocheckpoint = " + settings.walAutocheckpoint());
    }

    private static void convert(SQLiteConnection connection, String mode, boolean explicit) throws SQLException {
        try {
            if (!JournalModes.convert(connection, mode) && explicit) {
                throw SqlErrors.of(
                        SQLiteErrorCode.SQLITE_ERROR,
                        "0A000",
                        "journal_mode=" + mode + " cannot be had: this file, opened in this way, keeps "
                                + JournalModes.current(connection) + ". Name that mode, or leave journal_mode out");
            }
        } catch (SQLException e) {
            if (explicit || !isUnwritable(e)) {
                throw e;
            }
        }
    }

    /** Whether file or folder can't be written: what can only be read stays usable, as it is without honker. */
    private static boolean isUnwritable(SQLException e) {
        int primary = SqlErrors.resultCode(e) & 0xFF;
        return primary == SQLiteErrorCode.SQLITE_READONLY.code || primary == SQLiteErrorCode.SQLITE_CANTOPEN.code;
    }

    private static void execute(SQLiteConnection connection, String pragma) throws SQLException {
        InnerStatement statement = new InnerStatement(connection, pragma);
        try {
            statement.run();
        } finally {
            statement.close();
        }
    }
}
