package dev.honker.internal.engine;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the boundaries that a schedule missed, where that is not what all peers do; stateless. Not part of the contract: it
 * stands in a table that other languages ignore, so their leaders fire what was missed.
 */
public final class MissedPolicies {

    /** What to do with boundaries that were missed, in a paused schedule or while no scheduler ran. */
    public enum Policy {
        /** All fire, up to the cap, as peers do; needs no row. */
        FIRE,
        /** The latest fires, in place of all. */
        ONCE,
        /** None fires, but one that has just passed. */
        SKIP
    }

    private static final String ALL = "SELECT name, policy FROM main._honker_schedule_missed";

    private static final String OF = ALL + " WHERE name = ?1";

    private static final String SET = """
            INSERT INTO main._honker_schedule_missed(name, policy) VALUES (?1, ?2)
            ON CONFLICT(name) DO UPDATE SET policy = excluded.policy WHERE policy <> excluded.policy
            """;

    private static final String CLEAR = "DELETE FROM main._honker_schedule_missed WHERE name = ?1";

    /** Rows of schedules that a peer has removed. */
    private static final String FORGET = """
            DELETE FROM main._honker_schedule_missed
            WHERE name NOT IN (SELECT name FROM main._honker_scheduler_tasks)
            """;

    private MissedPolicies() {}

    /** The policy of a schedule. */
    public static Policy of(Session session, String name) throws SQLException {
        List<Policy> found = session.query(OF, row -> read(row.text(2)), name);
        return found.isEmpty() ? Policy.FIRE : found.get(0);
    }

    /** The policies of those that don't fire all. */
    static Map<String, Policy> all(Session session) throws SQLException {
        Map<String, Policy> policies = new HashMap<>();
        session.query(ALL, row -> policies.put(Texts.stored(row, 1), read(row.text(2))));
        return policies;
    }

    /** Sets the policy of a schedule. Returns whether that changed anything. */
    static boolean set(Session session, String name, Policy policy) throws SQLException {
        return policy == Policy.FIRE ? clear(session, name) : session.update(SET, name, policy.name()) > 0;
    }

    /** Takes the policy off. Returns whether there was one. */
    static boolean clear(Session session, String name) throws SQLException {
        return session.update(CLEAR, name) > 0;
    }

    /** Deletes what is left of schedules that are gone. */
    static void forget(Session session) throws SQLException {
        session.update(FORGET);
    }

    /** A later release may know more policies; to fire is what loses nothing. */
    private static Policy read(@Nullable String text) {
        for (Policy policy : Policy.values()) {
            if (policy.name().equals(text)) {
                return policy;
            }
        }
        return Policy.FIRE;
    }
}
