package dev.honker.internal.access;

import dev.honker.HonkerSqlException;
import java.sql.SQLException;

/** JDBC's checked errors as the API's unchecked ones; stateless. */
public final class SqlFailures {

    private SqlFailures() {}

    /** The same failure, unchecked; its message is the driver's, which names the statement, the limit and the holder. */
    public static HonkerSqlException of(SQLException e) {
        return new HonkerSqlException(String.valueOf(e.getMessage()), e);
    }
}
