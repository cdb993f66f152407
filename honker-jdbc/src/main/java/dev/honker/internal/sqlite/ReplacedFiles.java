package dev.honker.internal.sqlite;

import dev.honker.DatabaseReplacedException;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/** The driver's error for a file that was replaced; stateless. */
final class ReplacedFiles {

    /** SQLSTATE of a connection that has failed: HikariCP and others throw such a connection away. */
    private static final String CONNECTION_FAILURE = "08006";

    private ReplacedFiles() {}

    /** Returns the error with the code that SQLite has for it, and the failure as its cause. */
    static SQLException refusal(DatabaseReplacedException failure) {
        SQLException refused = SqlErrors.of(
                SQLiteErrorCode.SQLITE_READONLY_DBMOVED,
                CONNECTION_FAILURE,
                "[SQLITE_READONLY_DBMOVED] " + failure.getMessage());
        refused.initCause(failure);
        return refused;
    }
}
