package dev.honker.internal.inspect;

import dev.honker.internal.engine.SchemaObjects;
import dev.honker.internal.engine.Session;
import dev.honker.internal.engine.StuckJobs;
import dev.honker.internal.engine.StuckJobs.Stuck;
import java.sql.SQLException;

/** Whether jobs get on; stateless. */
final class JobCheck {

    private static final String TABLE = "_honker_live";

    /** A worker takes a lapsed claim up within seconds, even if it missed every wake. */
    private static final long LAPSED_SECONDS = 60;

    private static final long SECONDS_PER_DAY = 86_400;
    private static final long HELD_SECONDS = 7 * SECONDS_PER_DAY;

    private JobCheck() {}

    static void run(Session session, Findings findings) throws SQLException {
        if (!SchemaObjects.hasTable(session, TABLE)
                || !SchemaObjects.missingColumns(session, TABLE).isEmpty()) {
            return;
        }
        for (Stuck stuck : StuckJobs.lapsed(session, LAPSED_SECONDS)) {
            findings.problem(
                    "claims",
                    "queue '" + stuck.queue() + "': the claim of " + jobs(stuck) + " lapsed up to " + stuck.seconds()
                            + " s ago, and no worker takes up what is left; run one on this queue");
        }
        for (Stuck stuck : StuckJobs.heldLong(session, HELD_SECONDS)) {
            findings.note(
                    "claims",
                    "queue '" + stuck.queue() + "': the claim of " + jobs(stuck) + " lasts up to "
                            + stuck.seconds() / SECONDS_PER_DAY
                            + " more days; if the worker is gone, nobody takes over before that");
        }
        for (Stuck stuck : StuckJobs.expired(session, LAPSED_SECONDS)) {
            findings.note(
                    "jobs",
                    "queue '" + stuck.queue() + "': " + jobs(stuck)
                            + " will not run any more, being past the expiry; pruning makes dead letters of them");
        }
    }

    private static String jobs(Stuck stuck) {
        return stuck.count() == 1 ? "job " + stuck.firstId() : stuck.count() + " jobs from " + stuck.firstId() + " on";
    }
}
