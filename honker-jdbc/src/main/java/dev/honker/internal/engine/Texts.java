package dev.honker.internal.engine;

import java.sql.SQLException;

/** Reading columns that the schema declares NOT NULL. */
final class Texts {

    /** Stands for a text that did not fit into the heap. Why compared by identity: any text may be stored. */
    @SuppressWarnings("StringOperationCanBeSimplified")
    private static final String UNREAD = new String("(not read)");

    private Texts() {}

    /** The column as text; an empty BLOB, which some drivers read as null, is the empty text. */
    static String stored(Session.Row row, int column) throws SQLException {
        String text = row.text(column);
        return text == null ? "" : text;
    }

    /**
     * As {@link #stored}, but a text for which there is no memory doesn't fail the statement, which may have claimed other rows or
     * read them: it is then {@link #isUnread}.
     */
    static String storedOrUnread(Session.Row row, int column) throws SQLException {
        try {
            return stored(row, column);
        } catch (OutOfMemoryError e) {
            return UNREAD;
        }
    }

    /** Whether the text stands for one that has not been read. */
    @SuppressWarnings("ReferenceEquality")
    static boolean isUnread(String text) {
        return text == UNREAD;
    }
}
