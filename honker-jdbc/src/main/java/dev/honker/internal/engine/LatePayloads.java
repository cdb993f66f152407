package dev.honker.internal.engine;

import dev.honker.HonkerException;
import java.sql.SQLException;
import java.util.List;

/**
 * Reads payloads for which there was no memory when their rows were claimed or read; stateless. The lack may have passed. The
 * size is read first, so that the failure can name it.
 */
public final class LatePayloads {

    static final String JOB_SIZE = "SELECT octet_length(payload) FROM main._honker_live WHERE id = ?1";
    static final String JOB = "SELECT payload FROM main._honker_live WHERE id = ?1";
    static final String EVENT_SIZE = "SELECT octet_length(payload) FROM main._honker_stream WHERE offset = ?1";
    static final String EVENT = "SELECT payload FROM main._honker_stream WHERE offset = ?1";

    private LatePayloads() {}

    /**
     * Reads the payload of a claimed job.
     *
     * @throws OversizedPayloadException if there is still no memory for it
     * @throws HonkerException if the job is gone
     */
    public static String of(Session session, JobRow job) throws SQLException {
        return read(session, JOB_SIZE, JOB, job.id(), "job " + job.id() + " of queue " + job.queue());
    }

    /**
     * Returns the event with its payload.
     *
     * @throws OversizedPayloadException if there is still no memory for it
     * @throws HonkerException if the event is gone
     */
    public static StreamEvent read(Session session, StreamEvent event) throws SQLException {
        String row = "event " + event.offset() + " of stream " + event.topic();
        String payload = read(session, EVENT_SIZE, EVENT, event.offset(), row);
        return new StreamEvent(event.offset(), event.topic(), event.key(), payload, event.createdAt());
    }

    private static String read(Session session, String sizeSql, String sql, long id, String row) throws SQLException {
        Long octets = session.queryLong(sizeSql, id);
        try {
            List<String> found = session.query(sql, columns -> Texts.stored(columns, 1), id);
            if (octets == null || found.isEmpty()) {
                throw new HonkerException("the payload of " + row + " can't be read: the row was deleted meanwhile");
            }
            return found.get(0);
        } catch (OutOfMemoryError e) {
            throw new OversizedPayloadException(row, octets == null ? 0 : octets, e);
        }
    }
}
