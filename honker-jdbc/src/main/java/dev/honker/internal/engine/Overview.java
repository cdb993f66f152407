package dev.honker.internal.engine;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reading jobs of all queues, whatever program made the file; stateless. Nothing is written, also where a table is missing,
 * which counts as empty. Each operation reads tables and asks for no index.
 */
public final class Overview {

    private static final String LIVE = "_honker_live";
    private static final String DEAD = "_honker_dead";

    /** The kinds of {@link QueueSizes}. */
    private static final String CONDITION = """
            CASE WHEN state = 'processing' AND claim_expires_at >= unixepoch() THEN 'HELD'
              WHEN expires_at <= unixepoch() THEN 'EXPIRED'
              WHEN state = 'processing' THEN 'LAPSED'
              WHEN run_at > unixepoch() THEN 'DELAYED' ELSE 'DUE' END
            """;

    /** The columns of the parts below. */
    private static final String NOTHING = "SELECT NULL AS queue, 0 AS due, 0 AS delayed, 0 AS held, 0 AS lapsed,"
            + " 0 AS expired, 0 AS dead, 0 AS paused, NULL AS since WHERE false";

    private static final String LIVE_SIZES = "SELECT queue, count(*) FILTER (WHERE kind = 'DUE'),"
            + " count(*) FILTER (WHERE kind = 'DELAYED'), count(*) FILTER (WHERE kind = 'HELD'),"
            + " count(*) FILTER (WHERE kind = 'LAPSED'), count(*) FILTER (WHERE kind = 'EXPIRED'),"
            + " 0, 0, min(run_at) FILTER (WHERE kind = 'DUE')"
            + " FROM (SELECT queue, run_at, " + CONDITION + " AS kind FROM main._honker_live) GROUP BY queue";

    private static final String DEAD_SIZES =
            "SELECT queue, 0, 0, 0, 0, 0, count(*), 0, NULL FROM main._honker_dead GROUP BY queue";

    private static final String PAUSED = "SELECT queue, 0, 0, 0, 0, 0, 0, 1, NULL FROM main._honker_paused_queues";

    /** By the table that each needs. */
    private static final Map<String, String> SIZES =
            Map.of(LIVE, LIVE_SIZES, DEAD, DEAD_SIZES, "_honker_paused_queues", PAUSED);

    private static final String SUMS = "SELECT queue, sum(due), sum(delayed), sum(held), sum(lapsed), sum(expired),"
            + " sum(dead), max(paused), unixepoch() - min(since) FROM (%s) GROUP BY queue ORDER BY queue";

    private static final String JOBS = "SELECT " + JobRow.COLUMNS + " FROM main._honker_live WHERE id > ?1"
            + " AND (?2 IS NULL OR queue = ?2) AND (?3 IS NULL OR ?3 = " + CONDITION + ") ORDER BY id LIMIT ?4";

    private static final String LETTERS = "SELECT " + DeadRow.COLUMNS
            + " FROM main._honker_dead WHERE id > ?1 AND (?2 IS NULL OR queue = ?2) ORDER BY id LIMIT ?3";

    private static final String LETTER = "SELECT " + DeadRow.COLUMNS + " FROM main._honker_dead WHERE id = ?1";

    private static final String LOCKS =
            "SELECT name, owner, expires_at, expires_at <= unixepoch() FROM main._honker_locks ORDER BY name";

    private static final String LAST_EVENTS = """
            SELECT * FROM (
              SELECT "offset", key, payload, created_at FROM main._honker_stream
              WHERE topic = ?1 ORDER BY "offset" DESC LIMIT ?2)
            ORDER BY "offset"
            """;

    private Overview() {}

    /**
     * The jobs of one queue by kind; immutable.
     *
     * @param queue its name
     * @param sizes how many there are; without the age of the oldest
     * @param paused whether it is paused
     * @param oldestDueAge since how many seconds the job that is due longest is due; null if none is due
     */
    public record Sizes(
            String queue,
            QueueSizes.Stats sizes,
            boolean paused,
            @Nullable Long oldestDueAge) {}

    /**
     * A lock; immutable.
     *
     * @param name its name
     * @param owner who took it
     * @param expiresAt seconds since 1970
     * @param expired whether that is over
     */
    public record Lock(String name, String owner, long expiresAt, boolean expired) {}

    /** The queues that have a job or a dead letter, or are paused, by name; all counted at one moment. */
    public static List<Sizes> queues(Session session) throws SQLException {
        Map<String, String> present = SchemaObjects.present(session);
        String parts = NOTHING;
        for (Map.Entry<String, String> part : SIZES.entrySet()) {
            if ("table".equals(present.get(part.getKey()))) {
                parts += " UNION ALL " + part.getValue();
            }
        }
        return session.query(String.format(SUMS, parts), Overview::sizes);
    }

    private static Sizes sizes(Session.Row row) throws SQLException {
        return new Sizes(
                Texts.stored(row, 1),
                new QueueSizes.Stats(
                        row.integer(2),
                        row.integer(3),
                        row.integer(4),
                        row.integer(5),
                        row.integer(6),
                        row.integer(7),
                        null),
                row.integer(8) > 0,
                row.integerOrNull(9));
    }

    /**
     * Live jobs by ascending id.
     *
     * @param queue null for all
     * @param kind one of {@code DUE}, {@code DELAYED}, {@code HELD}, {@code LAPSED}, {@code EXPIRED}; null for all
     */
    public static List<JobRow> jobs(
            Session session, long afterId, @Nullable String queue, @Nullable String kind, long limit)
            throws SQLException {
        Limits.rows("limit", limit);
        return has(session, LIVE) ? session.query(JOBS, JobRow::read, afterId, queue, kind, limit) : List.of();
    }

    /** A live job; empty if there is none of that id. */
    public static Optional<JobRow> job(Session session, long id) throws SQLException {
        return has(session, LIVE) ? Jobs.get(session, id) : Optional.empty();
    }

    /** Dead letters by ascending id; {@code queue} may be null for all. */
    public static List<DeadRow> deadLetters(Session session, long afterId, @Nullable String queue, long limit)
            throws SQLException {
        Limits.rows("limit", limit);
        return has(session, DEAD) ? session.query(LETTERS, DeadRow::read, afterId, queue, limit) : List.of();
    }

    /** A dead letter of whatever queue; empty if there is none of that id. */
    public static Optional<DeadRow> deadLetter(Session session, long id) throws SQLException {
        return has(session, DEAD)
                ? session.query(LETTER, DeadRow::read, id).stream().findFirst()
                : Optional.empty();
    }

    /** The result of a job; null if there is none. */
    public static @Nullable String result(Session session, long jobId) throws SQLException {
        return has(session, "_honker_results") ? Results.get(session, jobId) : null;
    }

    /** All locks by name. */
    public static List<Lock> locks(Session session) throws SQLException {
        return has(session, "_honker_locks")
                ? session.query(
                        LOCKS,
                        row -> new Lock(
                                Texts.stored(row, 1), Texts.stored(row, 2), row.integer(3), row.integer(4) != 0))
                : List.of();
    }

    /** The latest events of a topic, by ascending offset. */
    public static List<StreamEvent> lastEvents(Session session, String topic, long limit) throws SQLException {
        Limits.rows("limit", limit);
        return has(session, "_honker_stream")
                ? session.query(
                        LAST_EVENTS,
                        row -> new StreamEvent(
                                row.integer(1), topic, row.text(2), Texts.stored(row, 3), row.integer(4)),
                        topic,
                        limit)
                : List.of();
    }

    private static boolean has(Session session, String table) throws SQLException {
        return SchemaObjects.hasTable(session, table);
    }
}
