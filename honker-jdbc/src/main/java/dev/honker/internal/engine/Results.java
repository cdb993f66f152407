package dev.honker.internal.engine;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Results of jobs, kept apart from the jobs; stateless, each operation one statement. */
public final class Results {

    private static final String SAVE = """
            INSERT INTO main._honker_results(job_id, value, expires_at)
            VALUES (?1, ?2, CASE WHEN ?3 > 0 THEN unixepoch() + ?3 END)
            ON CONFLICT(job_id) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at
            """;

    private static final String GET = """
            SELECT value FROM main._honker_results
            WHERE job_id = ?1 AND (expires_at IS NULL OR expires_at > unixepoch())
            """;

    static final String GET_ALL = """
            SELECT job_id, value FROM main._honker_results
            WHERE job_id IN (SELECT value FROM json_each(?1)) AND value IS NOT NULL
              AND (expires_at IS NULL OR expires_at > unixepoch())
            """;

    /** why the sequence: a job whose transaction is still open has a number above it, and is to come */
    static final String GONE = """
            SELECT value FROM json_each(?1)
            WHERE value <= (SELECT seq FROM main.sqlite_sequence WHERE name = '_honker_live')
              AND NOT EXISTS (SELECT 1 FROM main._honker_live WHERE id = json_each.value)
              AND NOT EXISTS (SELECT 1 FROM main._honker_dead WHERE id = json_each.value)
              AND NOT EXISTS (SELECT 1 FROM main._honker_results
                WHERE job_id = json_each.value AND (expires_at IS NULL OR expires_at > unixepoch()))
            """;

    private static final String SWEEP = "DELETE FROM main._honker_results WHERE expires_at <= unixepoch()";

    private static final TableSweep.Texts SWEEP_IN_STEPS = TableSweep.Texts.of(
            "_honker_results", "job_id", "coalesce(octet_length(value), 0)", "expires_at <= unixepoch()");

    private Results() {}

    /**
     * Saves or replaces a result; its {@code created_at} stays that of the first.
     *
     * @param jobId any number; no job needs to exist
     * @param ttl seconds until it is gone; 0 means never, as peers' bindings pass it; negative is refused, unlike upstream,
     *     where a miscalculated remainder silently kept the result for ever
     */
    public static void save(Session session, long jobId, String value, long ttl) throws SQLException {
        if (ttl < 0) {
            throw Limits.refused("honker: ttl_s must be 0 or more, but is " + ttl
                    + "; pass the seconds to keep the result, or 0 to keep it for ever");
        }
        Limits.seconds("ttl_s", ttl);
        session.update(SAVE, jobId, value, ttl);
    }

    /** Reads a result; null if there is none or it has expired. A stored JSON null is the text {@code null}. */
    public static @Nullable String get(Session session, long jobId) throws SQLException {
        List<@Nullable String> values = session.query(GET, row -> row.text(1), jobId);
        return values.isEmpty() ? null : values.get(0);
    }

    /**
     * Reads many results at once.
     *
     * @param jobIds a JSON array of ids
     * @return the results by job; a job is missing where {@link #get} returns null
     */
    public static Map<Long, String> of(Session session, String jobIds) throws SQLException {
        Map<Long, String> results = new HashMap<>();
        session.query(GET_ALL, row -> results.put(row.integer(1), Texts.stored(row, 2)), jobIds);
        return results;
    }

    /**
     * Which of many jobs have been there, but are neither live nor dead, and have no result.
     *
     * @param jobIds a JSON array of ids
     */
    public static Set<Long> gone(Session session, String jobIds) throws SQLException {
        return Set.copyOf(session.query(GONE, row -> row.integer(1), jobIds));
    }

    /** The sweep that deletes expired results. */
    public static Sweep sweeping() {
        return new TableSweep(SWEEP_IN_STEPS);
    }

    /** Deletes the expired results by one statement, as the SQL function does, and returns how many. */
    public static long sweep(Session session) throws SQLException {
        return session.update(SWEEP);
    }
}
