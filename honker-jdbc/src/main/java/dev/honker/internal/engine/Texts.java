package dev.honker.internal.engine;

import java.sql.SQLException;

/** Reading columns that the schema declares NOT NULL. */
final class Texts {

    private Texts() {}

    /** The column as text; an empty BLOB, which some drivers read as null, is the empty text. */
    static String stored(Session.Row row, int column) throws SQLException {
        String text = row.text(column);
        return text == null ? "" : text;
    }
}
