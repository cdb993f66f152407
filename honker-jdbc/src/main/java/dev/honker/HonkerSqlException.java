package dev.honker;

import dev.honker.internal.check.ResultCode;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** SQLite refused or failed; the cause is the driver's {@link SQLException}, with its codes unchanged. */
public final class HonkerSqlException extends HonkerException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String sqlState;
    private final int errorCode;

    /** Makes an exception with a message that names what was being done, and the driver's exception. */
    public HonkerSqlException(String message, SQLException cause) {
        super(message, cause);
        this.sqlState = cause.getSQLState();
        this.errorCode = cause.getErrorCode();
    }

    /** The driver's SQLSTATE; null if it gave none. */
    public @Nullable String sqlState() {
        return sqlState;
    }

    /**
     * Whether SQLite found that the file is damaged ({@code SQLITE_CORRUPT}), or is no database any more ({@code SQLITE_NOTADB}). Nothing
     * repairs that by itself: workers and other background work end by such a failure.
     */
    public boolean isCorruption() {
        return ResultCode.isDamage(errorCode);
    }

    /** SQLite's result code, for example 5 for {@code SQLITE_BUSY}; 0 if the driver gave none. */
    public int errorCode() {
        return errorCode;
    }
}
