package dev.honker.internal.engine;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Event streams and their consumers' offsets (contract.md 4.1); stateless, each operation one statement but for {@link #publishAll}. */
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

    static final String PRUNE_TOPIC = """
            DELETE FROM main._honker_stream WHERE "offset" IN (
              SELECT "offset" FROM main._honker_stream
              WHERE topic = ?1 AND created_at < unixepoch() - ?2 AND "offset" <= coalesce(
                (SELECT min("offset") FROM main._honker_stream_consumers WHERE topic = ?1), 9223372036854775807)
              ORDER BY "offset" LIMIT ?3)
            """;

    private static final String PRUNE_ALL = """
            WITH passed AS MATERIALIZED (
              SELECT topic, min("offset") AS upto FROM main._honker_stream_consumers GROUP BY topic)
            DELETE FROM main._honker_stream WHERE "offset" IN (
              SELECT event."offset" FROM main._honker_stream AS event LEFT JOIN passed ON passed.topic = event.topic
              WHERE event.created_at < unixepoch() - ?1 AND (passed.upto IS NULL OR event."offset" <= passed.upto)
              ORDER BY event."offset" LIMIT ?2)
            """;

    private static final String LAST_OFFSET = "SELECT max(\"offset\") FROM main._honker_stream WHERE topic = ?1";

    private Streams() {}

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
                row -> new StreamEvent(row.integer(1), topic, row.text(2), Texts.stored(row, 3), row.integer(4)),
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
     * Deletes old events that every consumer which ever saved an offset of their topic has passed; those of a topic without
     * consumers go by their age alone. Reads the topic, or the table.
     *
     * @param topic null for all topics
     * @param olderThan age in seconds that an event exceeds to be deleted; negative is refused
     * @param limit at most so many, the oldest first; negative is refused
     * @return how many
     */
    public static long prune(Session session, @Nullable String topic, long olderThan, long limit) throws SQLException {
        Limits.age("older_than_s", olderThan);
        Limits.rows("limit", limit);
        return topic == null
                ? session.update(PRUNE_ALL, olderThan, limit)
                : session.update(PRUNE_TOPIC, topic, olderThan, limit);
    }
}
