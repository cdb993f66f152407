package dev.honker.internal.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;

/**
 * Refuses the locking mode EXCLUSIVE, in which a connection keeps its locks from one transaction to the next: nobody else could read
 * the file, so that neither workers nor listeners would ever hear of its commits. Stateless.
 */
final class LockingMode {

    static final String OBJECTION =
            "keeps the file locked between transactions, so that no other connection could read it and nobody could be woken by a"
                    + " commit: leave it at NORMAL, or use plain sqlite-jdbc for work that needs the file for itself";

    private static final Pattern EXCLUSIVE_VALUE =
            Pattern.compile("\\s*[=(]\\s*['\"`\\[]?exclusive\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private LockingMode() {}

    /** Whether this is the value of the connection property, however it is spelled, that is refused. */
    static boolean isExclusive(String value) {
        return value.equalsIgnoreCase("exclusive");
    }

    /** Whether the text goes on, behind the name of the PRAGMA, with setting that mode. */
    static boolean setsExclusive(String sql, int behindName) {
        return EXCLUSIVE_VALUE.matcher(sql).region(behindName, sql.length()).lookingAt();
    }

    /** The error for a statement that sets it. */
    static SQLException refused(String sql) {
        return SqlErrors.of(
                SQLiteErrorCode.SQLITE_MISUSE,
                "42000",
                "«" + SqlText.masked(sql) + "» refused: locking_mode=EXCLUSIVE " + OBJECTION);
    }

    /** Refuses a connection of plain sqlite-jdbc that is in that mode. */
    static void requireNormal(SQLiteConnection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet mode = statement.executeQuery("PRAGMA locking_mode")) {
            if (mode.next() && isExclusive(mode.getString(1))) {
                throw SqlErrors.of(
                        SQLiteErrorCode.SQLITE_MISUSE,
                        "08001",
                        "honker can't be added to a connection with locking_mode=EXCLUSIVE, which " + OBJECTION);
            }
        }
    }
}
