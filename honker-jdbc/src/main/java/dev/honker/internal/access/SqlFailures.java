package dev.honker.internal.access;

import dev.honker.DatabaseReplacedException;
import dev.honker.HonkerException;
import dev.honker.HonkerSqlException;
import java.sql.SQLException;

/** JDBC's checked errors as the API's unchecked ones; stateless. */
public final class SqlFailures {

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
        return new HonkerSqlException(String.valueOf(e.getMessage()), e);
    }
}
