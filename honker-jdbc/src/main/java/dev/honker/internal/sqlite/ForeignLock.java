package dev.honker.internal.sqlite;

import dev.honker.internal.process.DatabaseLocks;
import dev.honker.internal.process.RunningProcess;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Says which process has the lock that a statement waited for in vain, where the system tells. SQLite doesn't: its locks are the system's.
 * Only asked when the error is made. Stateless.
 */
final class ForeignLock {

    private static final int RECOVERY = SQLiteErrorCode.SQLITE_BUSY_RECOVERY.code;
    private static final String NAMED = "(honker: ";

    private ForeignLock() {}

    /**
     * Returns the error with the processes in its message; the very error if it is of another kind, or names a holder already, or the lock
     * is free by now.
     *
     * @param present the connection of this JVM that has the lock; null if honker knows of none
     */
    static SQLException named(SQLException failure, Path file, @Nullable WriterLockHolder present) {
        int code = SqlErrors.resultCode(failure);
        String message = String.valueOf(failure.getMessage());
        if (!(failure instanceof SQLiteException busy)
                || code != SQLiteErrorCode.SQLITE_BUSY.code && code != RECOVERY
                || message.contains(NAMED)) {
            return failure;
        }
        List<String> holders = DatabaseLocks.writers(file).stream()
                .map(process -> describe(process, present))
                .toList();
        if (holders.isEmpty()) {
            return failure;
        }
        SQLException named = SqlErrors.of(
                busy.getResultCode(),
                SqlErrors.SERIALIZATION_FAILURE,
                message + " " + NAMED + file.getFileName() + " is locked by " + String.join(" and ", holders)
                        + ". End its transaction sooner, or raise busy_timeout)");
        named.addSuppressed(failure);
        return named;
    }

    private static String describe(RunningProcess process, @Nullable WriterLockHolder present) {
        if (!process.isThis()) {
            return process.describe();
        }
        return present != null
                ? present.describe()
                : "this process, by a connection that honker doesn't know, such as one of plain sqlite-jdbc";
    }
}
