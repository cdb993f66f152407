package dev.honker.internal.sqlite;

import dev.honker.internal.check.Unicode;
import dev.honker.internal.engine.Limits;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Texts on their way to SQLite, which the driver makes UTF-8 of; stateless. */
final class SqlTexts {

    private SqlTexts() {}

    /**
     * Refuses a text with halves of surrogate pairs, of which the driver makes question marks; other values pass.
     *
     * @throws SQLException with SQLState 22023
     */
    static void require(@Nullable Object value) throws SQLException {
        String flaw = value instanceof String text ? Unicode.flaw(text) : null;
        if (flaw != null) {
            throw Limits.refused("honker: a text " + flaw);
        }
    }
}
