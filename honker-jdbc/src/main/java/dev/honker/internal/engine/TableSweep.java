package dev.honker.internal.engine;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A sweep along the integer key of a table. It passes the table in windows: the key of a window's last row is found first, then
 * the rows of the window that meet the condition. For one thread.
 */
final class TableSweep implements Sweep {

    /**
     * The statements; immutable. Their parameters from ?4 on are those of the condition.
     *
     * @param end the key of the window's last row, null behind the last row of the table; ?1 the key before it, ?2 how many rows
     * @param found key and size of the rows to take, by key; ?1 the key before them, ?2 the last, ?3 how many
     * @param take deletes those among the keys ?1, a JSON array, that still meet the condition
     */
    record Texts(String end, String found, String take) {

        /** {@code bytes} is an expression for the size of a row. */
        static Texts of(String table, String key, String bytes, String condition) {
            return new Texts(
                    "SELECT max(k) FROM (SELECT " + key + " AS k FROM main." + table + " WHERE " + key
                            + " > ?1 ORDER BY " + key + " LIMIT ?2)",
                    "SELECT " + key + ", " + bytes + " FROM main." + table + " WHERE " + key + " > ?1 AND " + key
                            + " <= ?2 AND (" + condition + ") ORDER BY " + key + " LIMIT ?3",
                    "DELETE FROM main." + table + " WHERE " + key + " IN (SELECT value FROM json_each(?1)) AND ("
                            + condition + ")");
        }
    }

    private final Texts texts;
    private final @Nullable Object[] condition;
    private FoundRows rows = new FoundRows();
    private long after = Long.MIN_VALUE;
    private @Nullable Long end;
    private boolean done;

    TableSweep(Texts texts, @Nullable Object... condition) {
        this.texts = texts;
        this.condition = condition;
    }

    @Override
    public boolean find(Session session) throws SQLException {
        if (end == null) {
            end = session.queryLong(texts.end(), after, (long) WINDOW);
        }
        Long last = end;
        if (last == null) {
            done = true;
            return false;
        }
        FoundRows found = new FoundRows();
        session.query(
                texts.found(), row -> found.add(row.integer(1), row.integer(2)), with(after, last, (long) MOST_ROWS));
        rows = found;
        if (found.isFull()) {
            after = found.last();
        } else {
            after = last;
            end = null;
        }
        return !found.isEmpty();
    }

    @Override
    public long take(Session session) throws SQLException {
        return condition.length == 0
                ? session.update(texts.take(), rows.json())
                : session.update(texts.take(), with(rows.json(), null, null));
    }

    @Override
    public boolean isDone() {
        return done;
    }

    private @Nullable Object[] with(@Nullable Object... first) {
        @Nullable Object[] all = new Object[3 + condition.length];
        System.arraycopy(first, 0, all, 0, 3);
        System.arraycopy(condition, 0, all, 3, condition.length);
        return all;
    }
}
