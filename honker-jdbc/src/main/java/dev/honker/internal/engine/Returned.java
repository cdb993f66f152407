package dev.honker.internal.engine;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Reading what an INSERT … RETURNING gave back. */
final class Returned {

    private Returned() {}

    /** The id of the row just inserted; a trigger of the user that drops the row (RAISE(IGNORE)) is an error. */
    static long id(@Nullable Long id) throws SQLException {
        if (id == null) {
            throw new SQLException(
                    "honker: a trigger on honker's table ignored the row; remove the trigger", "44000", 1);
        }
        return id;
    }
}
