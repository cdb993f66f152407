package dev.honker.internal.engine;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The sweep over the keys of unique jobs that are gone, from window to window of the keys; for one thread. */
final class UniqueKeys implements Sweep {

    private static final String END = """
            SELECT queue, key FROM main._honker_unique_jobs
            WHERE (queue, key) > (?1, ?2) ORDER BY queue, key LIMIT 1 OFFSET ?3
            """;

    private static final String LAST =
            "SELECT queue, key FROM main._honker_unique_jobs ORDER BY queue DESC, key DESC LIMIT 1";

    private static final String GONE = " FROM main._honker_unique_jobs AS taken"
            + " WHERE (queue, key) > (?1, ?2) AND (queue, key) <= (?3, ?4)"
            + " AND NOT EXISTS (SELECT 1 FROM main._honker_live WHERE id = taken.job_id)";

    private static final String FOUND = "SELECT EXISTS (SELECT 1" + GONE + ")";
    private static final String TAKE = "DELETE" + GONE;

    private record Key(String queue, String key) {}

    private @Nullable Key after;
    private Key from = new Key("", "");
    private Key to = from;
    private boolean done;

    @Override
    public boolean find(Session session) throws SQLException {
        // why: the empty text is the first there is, so that only an empty key in an empty queue is never found
        from = after == null ? new Key("", "") : after;
        Key end = key(session, END, from.queue(), from.key(), MOST_ROWS - 1L);
        if (end == null) {
            done = true;
            end = key(session, LAST);
            if (end == null) {
                return false;
            }
        }
        to = end;
        after = end;
        Long found = session.queryLong(FOUND, from.queue(), from.key(), to.queue(), to.key());
        return found != null && found != 0;
    }

    private static @Nullable Key key(Session session, String sql, @Nullable Object... parameters) throws SQLException {
        return session.query(sql, row -> new Key(Texts.stored(row, 1), Texts.stored(row, 2)), parameters).stream()
                .findFirst()
                .orElse(null);
    }

    @Override
    public long take(Session session) throws SQLException {
        return session.update(TAKE, from.queue(), from.key(), to.queue(), to.key());
    }

    @Override
    public boolean isDone() {
        return done;
    }
}
