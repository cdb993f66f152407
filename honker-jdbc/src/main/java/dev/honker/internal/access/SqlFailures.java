package dev.honker.internal.access;

import dev.honker.DatabaseReplacedException;
import dev.honker.HonkerException;
import dev.honker.HonkerSqlException;
import java.sql.SQLException;

/** JDBC's checked errors as the API's unchecked ones; stateless. */
public final class SqlFailures {

    private static final String DAMAGED =
            ". The database file is damaged: stop the programs that use it, then restore a backup"
                    + " or try .recover of the sqlite3 command line";

    private SqlFailures() {}

    /**
     * The same failure, unchecked; its message is the driver's, which names the statement, the limit and the holder. Where the driver
     * refused a file that was replaced, it is a {@link DatabaseReplacedException}.
     */
    public static HonkerException of(SQLException e) {
        if (e.getCause() instanceof DatabaseReplacedException replaced) {
            HonkerException failure = new DatabaseReplacedException(replaced.getMessage());
            failure.initCause(e);
            return failure;
        }
        HonkerSqlException failure = new HonkerSqlException(String.valueOf(e.getMessage()), e);
        return failure.isCorruption() ? new HonkerSqlException(failure.getMessage() + DAMAGED, e) : failure;
    }
}
