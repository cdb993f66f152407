package dev.honker.internal.engine;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Event streams and their consumers' offsets; stateless, each operation one statement but for {@link #publishAll}. */
public final class Streams {

    private static final String PUBLISH = "INSERT INTO main._honker_stream(topic, key, payload) VALUES (?1, ?2, ?3)";

    private static final String READ_SINCE = """
            SELECT "offset", key, payload, created_at FROM main._honker_stream
            WHERE topic = ?1 AND "offset" > ?2 ORDER BY "offset" LIMIT ?3
            """;

    private static final String SAVE_OFFSET = """
            INSERT INTO main._honker_stream_consumers AS saved(name, topic, "offset") VALUES (?1, ?2, ?3)
            ON CONFLICT(name, topic) DO UPDATE SET "offset" = excluded."offset" WHERE excluded."offset" > saved."offset"
            """;

    private static final String TAKE_OFFSET_BACK = """
            UPDATE main._honker_stream_consumers SET "offset" = ?3 WHERE name = ?1 AND topic = ?2 AND "offset" > ?3
            """;

    private static final String GET_OFFSET =
            "SELECT \"offset\" FROM main._honker_stream_consumers WHERE name = ?1 AND topic = ?2";

    /** Up to which offset every consumer of a topic has come, by topic. */
    private static final String PASSED = """
            WITH passed AS MATERIALIZED (
              SELECT topic, min("offset") AS upto FROM main._honker_stream_consumers GROUP BY topic)
            """;

    private static final String IS_OLD = " LEFT JOIN passed ON passed.topic = event.topic"
            + " WHERE event.created_at < unixepoch() - ?4 AND (passed.upto IS NULL OR event.\"offset\" <= passed.upto)";

    private static final TableSweep.Texts PRUNE = new TableSweep.Texts(
            "SELECT max(k) FROM"
                    + " (SELECT \"offset\" AS k FROM main._honker_stream WHERE k > ?1 ORDER BY k LIMIT ?2)",
            PASSED + "SELECT event.\"offset\", octet_length(event.payload) FROM main._honker_stream AS event" + IS_OLD
                    + " AND event.\"offset\" > ?1 AND event.\"offset\" <= ?2 ORDER BY event.\"offset\" LIMIT ?3",
            PASSED + "DELETE FROM main._honker_stream WHERE \"offset\" IN (SELECT event.\"offset\""
                    + " FROM json_each(?1) AS wanted"
                    + " CROSS JOIN main._honker_stream AS event ON event.\"offset\" = wanted.value" + IS_OLD + ")");

    private static final String LAST_OFFSET = "SELECT max(\"offset\") FROM main._honker_stream WHERE topic = ?1";

    private static final String SIZES = """
            SELECT topic, sum(events), ifnull(min(earliest), 0), ifnull(max(latest), 0) FROM (
              SELECT topic, count(*) AS events, min("offset") AS earliest, max("offset") AS latest
              FROM main._honker_stream GROUP BY topic
              UNION ALL SELECT topic, 0, NULL, NULL FROM main._honker_stream_consumers)
            GROUP BY topic ORDER BY topic
            """;

    private static final String CONSUMERS = """
            SELECT consumer.topic, consumer.name, consumer."offset",
              (SELECT count(*) FROM main._honker_stream AS event
               WHERE event.topic = consumer.topic AND event."offset" > consumer."offset")
            FROM main._honker_stream_consumers AS consumer
            WHERE ?1 IS NULL OR consumer.topic = ?1 ORDER BY consumer.topic, consumer.name
            """;

    private Streams() {}

    /**
     * How many events a topic has; immutable.
     *
     * @param topic its name
     * @param events how many it has
     * @param first the smallest offset; 0 without events
     * @param last the largest offset; 0 without events
     */
    public record Size(String topic, long events, long first, long last) {}

    /**
     * A consumer with a saved offset; immutable.
     *
     * @param topic of the stream
     * @param name of the consumer
     * @param offset the saved one
     * @param lag how many events of the topic come after it
     */
    public record Consumer(String topic, String name, long offset, long lag) {}

    /** Counts the events of all topics that have an event or a consumer, by topic. */
    public static List<Size> sizes(Session session) throws SQLException {
        return session.query(
                SIZES, row -> new Size(Texts.stored(row, 1), row.integer(2), row.integer(3), row.integer(4)));
    }

    /** Reads the consumers of a topic, or of all if it is null, by topic and name. */
    public static List<Consumer> consumers(Session session, @Nullable String topic) throws SQLException {
        return session.query(
                CONSUMERS,
                row -> new Consumer(Texts.stored(row, 1), Texts.stored(row, 2), row.integer(3), row.integer(4)),
                topic);
    }

    /** The offset of the topic's latest event, read from the end of its index; 0 if there is none. */
    public static long lastOffset(Session session, String topic) throws SQLException {
        Long offset = session.queryLong(LAST_OFFSET, topic);
        return offset == null ? 0 : offset;
    }

    /** Appends an event and returns its offset. */
    public static long publish(Session session, String topic, @Nullable String key, String payload)
            throws SQLException {
        return Inserted.id(session, PUBLISH, topic, key, payload);
    }

    /**
     * Appends one event per payload, without keys, as one unit.
     *
     * @return their offsets, in the order of the payloads
     */
    public static List<Long> publishAll(Session session, String topic, List<String> payloads) throws SQLException {
        return Inserted.ids(session, "publishing events", PUBLISH, payloads, 2, topic, null, null);
    }

    /**
     * Reads the events of a topic behind an offset, in order.
     *
     * @param offset the last one already seen; 0 or less reads from the start
     * @param limit at most so many; 0 reads none; negative is refused
     */
    public static List<StreamEvent> readSince(Session session, String topic, long offset, long limit)
            throws SQLException {
        Limits.rows("limit", limit);
        return session.query(
                READ_SINCE,
                row -> new StreamEvent(
                        row.integer(1), topic, row.text(2), Texts.storedOrUnread(row, 3), row.integer(4)),
                topic,
                offset,
                limit);
    }

    /** Moves a consumer's offset forward, never back. Returns whether it was saved. */
    public static boolean saveOffset(Session session, String consumer, String topic, long offset) throws SQLException {
        return session.update(SAVE_OFFSET, consumer, topic, offset) > 0;
    }

    /** Moves a consumer's offset back if it is further: it was saved for events that a restored file doesn't have. */
    public static void takeOffsetBack(Session session, String consumer, String topic, long offset) throws SQLException {
        session.update(TAKE_OFFSET_BACK, consumer, topic, offset);
    }

    /** A consumer's offset; 0 if it saved none. */
    public static long offset(Session session, String consumer, String topic) throws SQLException {
        Long offset = session.queryLong(GET_OFFSET, consumer, topic);
        return offset == null ? 0 : offset;
    }

    /**
     * The sweep that deletes old events which every consumer that ever saved an offset of their topic has passed; those of a topic
     * without consumers go by their age alone.
     *
     * @param olderThan age in seconds that an event exceeds to be deleted; negative is refused
     */
    public static Sweep pruning(long olderThan) throws SQLException {
        Limits.age("older_than_s", olderThan);
        return new TableSweep(PRUNE, olderThan);
    }
}
