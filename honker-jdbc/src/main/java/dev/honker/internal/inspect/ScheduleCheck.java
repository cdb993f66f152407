package dev.honker.internal.inspect;

import dev.honker.internal.cron.ScheduleExpression;
import dev.honker.internal.engine.ScheduleRow;
import dev.honker.internal.engine.Session;
import dev.honker.internal.engine.StoredSchedules;
import dev.honker.internal.engine.StoredSchedules.Stored;
import java.sql.SQLDataException;
import java.sql.SQLException;

/** Whether schedules can be read and fire; stateless. */
final class ScheduleCheck {

    /** As long as a leader's lock lives: so long may a hand-over take. */
    private static final long LATE_SECONDS = 90;

    private ScheduleCheck() {}

    static void run(Session session, Findings findings) throws SQLException {
        for (Stored stored : StoredSchedules.list(session)) {
            ScheduleRow schedule = stored.schedule();
            try {
                ScheduleExpression.parse(schedule.cronExpr());
            } catch (SQLDataException e) {
                findings.problem(
                        "schedules",
                        "schedule '" + schedule.name() + "' can't be read, and stops the scheduler of other languages: "
                                + e.getMessage() + "; correct or remove it");
                continue;
            }
            if (schedule.enabled() && stored.overdueBy() > LATE_SECONDS) {
                findings.problem(
                        "schedules",
                        "schedule '" + schedule.name() + "' is overdue by " + stored.overdueBy()
                                + " s: no program runs the scheduler; start one, or pause the schedule");
            }
        }
    }
}
