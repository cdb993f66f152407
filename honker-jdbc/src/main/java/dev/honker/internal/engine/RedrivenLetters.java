package dev.honker.internal.engine;

import java.sql.SQLException;

/** The sweep that makes dead letters of a queue jobs again, by ascending id, up to a limit; for one thread. */
final class RedrivenLetters implements Sweep {

    static final String FOUND = """
            SELECT id, octet_length(payload) FROM main._honker_dead INDEXED BY _honker_dead_queue
            WHERE queue = ?1 AND id > ?2 ORDER BY id LIMIT ?3
            """;

    private final String queue;
    private FoundRows rows = new FoundRows();
    private long left;
    private long after = Long.MIN_VALUE;
    private boolean done;

    RedrivenLetters(String queue, long limit) {
        this.queue = queue;
        this.left = limit;
        this.done = limit == 0;
    }

    @Override
    public boolean find(Session session) throws SQLException {
        FoundRows found = new FoundRows();
        session.query(FOUND, row -> found.add(row.integer(1), row.integer(2)), queue, after, Math.min(left, MOST_ROWS));
        rows = found;
        if (found.isEmpty()) {
            done = true;
            return false;
        }
        after = found.last();
        return true;
    }

    @Override
    public long take(Session session) throws SQLException {
        long redriven = session.atomically(
                "redriving dead letters", () -> DeadLetterBox.redriveThese(session, queue, rows.json()));
        left -= redriven;
        done = left <= 0;
        return redriven;
    }

    @Override
    public boolean isDone() {
        return done;
    }
}
