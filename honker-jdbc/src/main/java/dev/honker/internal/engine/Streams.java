package dev.honker.internal.engine;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Event streams and their consumers' offsets (contract.md 4.1); stateless, each operation one statement. */
public final class Streams {

    private static final String PUBLISH = "INSERT INTO main._honker_stream(topic, key, payload) VALUES (?1, ?2, ?3)";

    private static final String READ_SINCE = """
            SELECT "offset", topic, key, payload, created_at FROM main._honker_stream
            WHERE topic = ?1 AND "offset" > ?2 ORDER BY "offset" LIMIT ?3
            """;

    private static final String SAVE_OFFSET = """
            INSERT INTO main._honker_stream_consumers AS saved(name, topic, "offset") VALUES (?1, ?2, ?3)
            ON CONFLICT(name, topic) DO UPDATE SET "offset" = excluded."offset" WHERE excluded."offset" > saved."offset"
            """;

    private static final String GET_OFFSET =
            "SELECT \"offset\" FROM main._honker_stream_consumers WHERE name = ?1 AND topic = ?2";

    private Streams() {}

    /** Appends an event and returns its offset. */
    public static long publish(Session session, String topic, @Nullable String key, String payload)
            throws SQLException {
        return Inserted.id(session, PUBLISH, topic, key, payload);
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
        return session.query(READ_SINCE, Streams::event, topic, offset, limit);
    }

    /** Moves a consumer's offset forward, never back. Returns whether it was saved. */
    public static boolean saveOffset(Session session, String consumer, String topic, long offset) throws SQLException {
        return session.update(SAVE_OFFSET, consumer, topic, offset) > 0;
    }

    /** A consumer's offset; 0 if it saved none. */
    public static long offset(Session session, String consumer, String topic) throws SQLException {
        Long offset = session.queryLong(GET_OFFSET, consumer, topic);
        return offset == null ? 0 : offset;
    }

    private static StreamEvent event(Session.Row row) throws SQLException {
        return new StreamEvent(row.integer(1), Texts.stored(row, 2), row.text(3), Texts.stored(row, 4), row.integer(5));
    }
}
