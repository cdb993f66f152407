package dev.honker.internal.engine;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Inserting rows and learning their ids; stateless. */
final class Inserted {

    // why: RETURNING makes the INSERT half as dear again, because SQLite gathers its rows in a temporary table
    private static final String ID = "SELECT last_insert_rowid()";

    private Inserted() {}

    /** Runs an INSERT of one row and returns its id; a trigger of the user that drops the row (RAISE(IGNORE)) is an error. */
    static long id(Session session, String insert, @Nullable Object... parameters) throws SQLException {
        insert(session, insert, parameters);
        return last(session);
    }

    /**
     * Inserts one row per text, as one unit, and returns the ids in order. The table's ids count up and nobody else writes
     * meanwhile, so the first and the last tell the others, unless a trigger of the user inserted rows between them.
     *
     * @param parameters the parameters of one row but for its text
     * @param text the index of the text among them
     */
    static List<Long> ids(
            Session session, String what, String insert, List<String> texts, int text, @Nullable Object... parameters)
            throws SQLException {
        if (texts.isEmpty()) {
            return List.of();
        }
        try {
            return session.atomically(what, () -> consecutive(session, insert, texts, text, parameters.clone()));
        } catch (GapsException e) {
            return session.atomically(what, () -> oneByOne(session, insert, texts, text, parameters.clone()));
        }
    }

    private static List<Long> consecutive(
            Session session, String insert, List<String> texts, int text, @Nullable Object[] parameters)
            throws SQLException {
        long first = 0;
        for (String value : texts) {
            parameters[text] = value;
            insert(session, insert, parameters);
            if (first == 0) {
                first = last(session);
            }
        }
        long last = last(session);
        if (last - first != texts.size() - 1) {
            throw new GapsException();
        }
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private static List<Long> oneByOne(
            Session session, String insert, List<String> texts, int text, @Nullable Object[] parameters)
            throws SQLException {
        List<Long> ids = new ArrayList<>(texts.size());
        for (String value : texts) {
            parameters[text] = value;
            ids.add(id(session, insert, parameters));
        }
        return List.copyOf(ids);
    }

    private static void insert(Session session, String insert, @Nullable Object... parameters) throws SQLException {
        if (session.update(insert, parameters) == 0) {
            throw ignored();
        }
    }

    private static long last(Session session) throws SQLException {
        Long id = session.queryLong(ID);
        if (id == null) {
            throw ignored();
        }
        return id;
    }

    /** The error for a row that should have been inserted and was not. */
    static SQLException ignored() {
        return new SQLException("honker: a trigger on honker's table ignored the row; remove the trigger", "44000", 1);
    }

    /** Ends a unit whose ids are not consecutive, which undoes it. */
    private static final class GapsException extends SQLException {

        private static final long serialVersionUID = 1L;
    }
}
