package dev.honker.internal.sqlite;

import org.sqlite.SQLiteErrorCode;

/** The holder of the write lock waits for a Java lock of the thread that waits for the write lock: neither would go on. */
final class DeadlockException extends StatedSqliteException {

    private static final long serialVersionUID = 1L;

    DeadlockException(String message) {
        super(message, SQLiteErrorCode.SQLITE_BUSY, SqlErrors.SERIALIZATION_FAILURE);
    }
}
