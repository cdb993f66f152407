package dev.honker.internal.engine;

import java.sql.SQLException;

/** Counters per fixed window, aligned to 1970; stateless, each operation one statement. */
public final class RateLimits {

    private static final String TRY = """
            INSERT INTO main._honker_rate_limits AS counter(name, window_start, count)
            VALUES (?1, unixepoch() / ?3 * ?3, 1)
            ON CONFLICT(name, window_start) DO UPDATE SET count = counter.count + 1 WHERE counter.count < ?2
            """;

    private static final String OLD = "window_start < unixepoch() - ?";

    private static final String SWEEP = "DELETE FROM main._honker_rate_limits WHERE " + OLD + "1";

    private static final TableSweep.Texts SWEEP_IN_STEPS =
            TableSweep.Texts.of("_honker_rate_limits", "rowid", "0", OLD + "4");

    private RateLimits() {}

    /**
     * Counts one call if the present window still has room; refused calls are not counted. The counter belongs to the name
     * and the start of the window: equal names with different windows share it whenever the windows start together.
     *
     * @param limit calls per window, 1 or more
     * @param per length of the window in seconds, 1 or more
     * @return whether the call may go on
     */
    public static boolean tryAcquire(Session session, String name, long limit, long per) throws SQLException {
        if (limit <= 0 || per <= 0) {
            // why: this text is part of the contract
            throw Limits.refused("limit and per must be positive");
        }
        return session.update(TRY, name, limit, per) > 0;
    }

    /**
     * Deletes, by one statement as the SQL function does, counters of windows that started more than {@code olderThan} seconds ago; negative reaches into the future.
     *
     * @return how many
     */
    public static long sweep(Session session, long olderThan) throws SQLException {
        Limits.seconds("older_than_s", olderThan);
        return session.update(SWEEP, olderThan);
    }

    /** The sweep that does as {@link #sweep}. */
    public static Sweep sweeping(long olderThan) throws SQLException {
        Limits.seconds("older_than_s", olderThan);
        return new TableSweep(SWEEP_IN_STEPS, olderThan);
    }
}
