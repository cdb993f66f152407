package dev.honker.internal.engine;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reading the dead letters of a queue, bringing them back to life and deleting them; stateless.
 */
public final class DeadLetterBox {

    private static final String SELECT = "SELECT " + DeadRow.COLUMNS + " FROM main._honker_dead ";

    static final String LIST =
            SELECT + "INDEXED BY _honker_dead_queue WHERE id > ?2 AND queue = ?1 ORDER BY id LIMIT ?3";
    static final String GET = SELECT + "WHERE id = ?2 AND queue = ?1";
    private static final String COUNT =
            "SELECT count(*) FROM main._honker_dead INDEXED BY _honker_dead_queue WHERE queue = ?1";

    static final String ERRORS =
            "SELECT id, last_error FROM main._honker_dead WHERE id IN (SELECT value FROM json_each(?1))";

    private static final String REVIVE = """
            INSERT INTO main._honker_live(id, queue, payload, priority, run_at, max_attempts, created_at)
            SELECT id, queue, payload, priority, unixepoch(), max(max_attempts, 1), created_at
            FROM main._honker_dead AS letter
            WHERE queue = ?1 AND NOT EXISTS (SELECT 1 FROM main._honker_live AS job WHERE job.id = letter.id)
            """;

    static final String REVIVE_ONE = REVIVE + "AND id = ?2";
    private static final String REVIVE_THESE =
            REVIVE + "AND id IN (SELECT value FROM json_each(?2)) ORDER BY id RETURNING id";

    private static final String DELETE = "DELETE FROM main._honker_dead WHERE id = ?2 AND queue = ?1";

    private static final String DELETE_ALL =
            "DELETE FROM main._honker_dead WHERE id IN (SELECT value FROM json_each(?1))";

    private static final TableSweep.Texts DELETE_OLD = TableSweep.Texts.of(
            "_honker_dead", "id", "octet_length(payload)", "died_at < unixepoch() - ?4 AND (?5 IS NULL OR queue = ?5)");

    private DeadLetterBox() {}

    /**
     * Why a job died; immutable.
     *
     * @param id the job
     * @param lastError null only if another program left it out
     */
    public record Death(long id, @Nullable String lastError) {}

    /**
     * Reads dead letters of a queue by ascending id.
     *
     * @param afterId only later ones; 0 from the first
     * @param limit at most so many; negative is refused
     */
    public static List<DeadRow> list(Session session, String queue, long afterId, long limit) throws SQLException {
        Limits.rows("limit", limit);
        return session.query(LIST, DeadRow::read, queue, afterId, limit);
    }

    /** Reads one dead letter; empty if the queue has none of that id. */
    public static Optional<DeadRow> get(Session session, String queue, long id) throws SQLException {
        return session.query(GET, DeadRow::read, queue, id).stream().findFirst();
    }

    /** How many dead letters the queue has. */
    public static long count(Session session, String queue) throws SQLException {
        Long count = session.queryLong(COUNT, queue);
        return count == null ? 0 : count;
    }

    /**
     * Which of many jobs are dead, and why.
     *
     * @param ids a JSON array of ids
     */
    public static List<Death> errorsOf(Session session, String ids) throws SQLException {
        return session.query(ERRORS, row -> new Death(row.integer(1), row.text(2)), ids);
    }

    /**
     * Makes a dead letter a pending job again: due now, without expiry, with its id, payload, priority, date of creation and
     * all its attempts before it.
     *
     * @return whether there was such a dead letter
     * @throws SQLException also if a live job has that id, which only a reset of SQLite's sequence makes possible
     */
    public static boolean redrive(Session session, String queue, long id) throws SQLException {
        return session.atomically("redriving a dead letter", () -> {
            if (session.update(REVIVE_ONE, queue, id) > 0) {
                return session.update(DELETE, queue, id) > 0;
            }
            if (get(session, queue, id).isEmpty()) {
                return false;
            }
            if (Jobs.get(session, id).isEmpty()) {
                throw Inserted.ignored();
            }
            throw new SQLException(
                    "honker: dead letter " + id + " of queue '" + queue + "' can't be redriven, because a live job has"
                            + " its id; redrive it when that is done, or enqueue its payload anew",
                    "23000",
                    1);
        });
    }

    /**
     * The sweep that makes dead letters pending jobs again as {@link #redrive} does, the oldest first; those whose id a live job
     * has stay.
     *
     * @param limit at most so many; negative is refused
     */
    public static Sweep redriving(String queue, long limit) throws SQLException {
        Limits.rows("limit", limit);
        return new RedrivenLetters(queue, limit);
    }

    /** Redrives those of a JSON array of ids that are still dead letters of the queue; to be called inside a unit. */
    static long redriveThese(Session session, String queue, String letters) throws SQLException {
        List<Long> ids = session.query(REVIVE_THESE, row -> row.integer(1), queue, letters);
        return ids.isEmpty() ? 0L : session.update(DELETE_ALL, ids.toString());
    }

    /** Deletes one dead letter. Returns whether there was one. */
    public static boolean delete(Session session, String queue, long id) throws SQLException {
        return session.update(DELETE, queue, id) > 0;
    }

    /**
     * The sweep that deletes dead letters which died long ago.
     *
     * @param queue null for all queues
     * @param olderThan how many seconds ago, to be exceeded; negative is refused
     */
    public static Sweep deletingOld(@Nullable String queue, long olderThan) throws SQLException {
        Limits.age("older_than_s", olderThan);
        return new TableSweep(DELETE_OLD, olderThan, queue);
    }
}
