package dev.honker.internal.sqlite;

import java.sql.SQLException;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteOpenMode;

/** Brings a fresh connection to its settings, in the order of contract.md 1.7. Stateless. */
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
            JournalModes.convert(connection, mode);
        } catch (SQLException e) {
            // why: a file that can only be read stays usable, as it is without honker
            if (explicit || (SqlErrors.resultCode(e) & 0xFF) != SQLiteErrorCode.SQLITE_READONLY.code) {
                throw e;
            }
        }
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
