package dev.honker.internal.engine;

import java.sql.SQLException;
import java.util.List;

/** Schedules as they are stored, also in a table that lacks the columns of newer releases; stateless. */
public final class StoredSchedules {

    private static final String TABLE = "_honker_scheduler_tasks";

    private static final String LIST = "SELECT name, queue, cron_expr, payload, priority, expires_s, next_fire_at,"
            + " %s, %s, unixepoch() - next_fire_at FROM main._honker_scheduler_tasks ORDER BY name";

    private StoredSchedules() {}

    /**
     * A schedule and how late it is; immutable.
     *
     * @param schedule the row, with the defaults of columns that the table lacks
     * @param overdueBy how many seconds ago it had to fire; negative if that is to come
     */
    public record Stored(ScheduleRow schedule, long overdueBy) {}

    /** All schedules by name, paused ones too; empty if there is no table of them. */
    public static List<Stored> list(Session session) throws SQLException {
        List<String> columns = SchemaObjects.columns(session, TABLE);
        if (columns.isEmpty()) {
            return List.of();
        }
        String list = String.format(
                LIST,
                columns.contains("enabled") ? "enabled" : "1",
                columns.contains("max_attempts") ? "coalesce(max_attempts, 3)" : "3");
        return session.query(list, row -> new Stored(ScheduleRow.read(row), row.integer(10)));
    }
}
