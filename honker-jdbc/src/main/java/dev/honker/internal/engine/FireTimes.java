package dev.honker.internal.engine;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Which boundary of which schedule a job stands for; stateless. Not part of the contract: it stands in a
 * table of its own, which other languages ignore, so their leaders leave no boundary behind.
 */
public final class FireTimes {

    private static final String NOTE =
            "INSERT OR REPLACE INTO main._honker_schedule_fires(job_id, name, fire_at) VALUES (?1, ?2, ?3)";

    private static final String OF = "SELECT fire_at FROM main._honker_schedule_fires WHERE job_id = ?1";

    /** Looks at 200 rows from a job on, whatever their number. */
    private static final String FORGET = """
            DELETE FROM main._honker_schedule_fires WHERE job_id IN (
              SELECT job_id FROM (
                SELECT job_id FROM main._honker_schedule_fires WHERE job_id >= coalesce(%s, 0)
                ORDER BY job_id LIMIT 200) AS noted
              WHERE NOT EXISTS (SELECT 1 FROM main._honker_live WHERE id = noted.job_id)
                AND NOT EXISTS (SELECT 1 FROM main._honker_dead WHERE id = noted.job_id))
            """;

    private static final String FORGET_OLDEST = FORGET.formatted("NULL");

    /** Somewhere between the oldest and the latest: dead letters that are kept for ever must not shield those behind them. */
    private static final String FORGET_SOMEWHERE = FORGET.formatted("""
            (SELECT min(job_id) FROM main._honker_schedule_fires) + (random() & 9223372036854775807)
              % ((SELECT max(job_id) FROM main._honker_schedule_fires)
                - (SELECT min(job_id) FROM main._honker_schedule_fires) + 1)""");

    private FireTimes() {}

    /** Notes the boundary of a job. */
    static void note(Session session, long jobId, String schedule, long fireAt) throws SQLException {
        session.update(NOTE, jobId, schedule, fireAt);
    }

    /** The boundary of a job, seconds since 1970; null if no schedule enqueued it, or a peer's did. */
    public static @Nullable Long of(Session session, long jobId) throws SQLException {
        return session.queryLong(OF, jobId);
    }

    /** Deletes what was noted of jobs that are neither live nor dead letters; only to save room, and some of it at a time. */
    static void forgetSome(Session session) throws SQLException {
        session.update(FORGET_OLDEST);
        session.update(FORGET_SOMEWHERE);
    }
}
