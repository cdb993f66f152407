package dev.honker.internal.engine;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Inserting one row and learning its id; stateless. */
final class Inserted {

    // why: RETURNING makes the INSERT half as dear again, because SQLite gathers its rows in a temporary table
    private static final String ID = "SELECT last_insert_rowid()";

    private Inserted() {}

    /** Runs an INSERT of one row and returns its id; a trigger of the user that drops the row (RAISE(IGNORE)) is an error. */
    static long id(Session session, String insert, @Nullable Object... parameters) throws SQLException {
        Long id = session.update(insert, parameters) == 0 ? null : session.queryLong(ID);
        if (id == null) {
            throw new SQLException(
                    "honker: a trigger on honker's table ignored the row; remove the trigger", "44000", 1);
        }
        return id;
    }
}
