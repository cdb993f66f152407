package dev.honker.internal.engine;

import java.sql.SQLException;
import java.util.Optional;

/** Named locks with a time to live; stateless, no operation needs a savepoint. */
public final class Locks {

    private static final String ACQUIRE = """
            INSERT INTO main._honker_locks AS held(name, owner, expires_at) VALUES (?1, ?2, unixepoch() + ?3)
            ON CONFLICT(name) DO UPDATE SET owner = excluded.owner, expires_at = excluded.expires_at
            WHERE held.expires_at <= unixepoch()
            """;

    private static final String OWNED = "SELECT 1 FROM main._honker_locks WHERE name = ?1 AND owner = ?2";

    private static final String RENEW =
            "UPDATE main._honker_locks SET expires_at = unixepoch() + ?3 WHERE name = ?1 AND owner = ?2";

    private static final String RENEW_UNEXPIRED = RENEW + " AND expires_at > unixepoch()";

    /** A time that is neither a number nor NULL is behind every second, so that nobody can take the lock. */
    private static final String HOLDER = """
            SELECT owner, CASE WHEN typeof(expires_at) IN ('text', 'blob') THEN 9223372036854775807 ELSE expires_at END
            FROM main._honker_locks WHERE name = ?1
            """;

    private static final String RELEASE = "DELETE FROM main._honker_locks WHERE name = ?1 AND owner = ?2";

    private static final TableSweep.Texts SWEEP =
            TableSweep.Texts.of("_honker_locks", "rowid", "0", "expires_at <= unixepoch() - ?4");

    private Locks() {}

    /**
     * Takes a lock that is free or expired. An owner who has it already keeps it without an extension.
     *
     * @param ttl seconds until it expires, 1 or more
     * @return whether the owner has the lock now
     */
    public static boolean acquire(Session session, String name, String owner, long ttl) throws SQLException {
        Limits.timeToLive("ttl_s", ttl);
        return session.update(ACQUIRE, name, owner, ttl) > 0 || isOwned(session, name, owner);
    }

    /** Whether the owner's row is there, expired or not. */
    public static boolean isOwned(Session session, String name, String owner) throws SQLException {
        return session.queryLong(OWNED, name, owner) != null;
    }

    /**
     * Sets a lock to expire {@code ttl} seconds from now, also one that has expired and that nobody took.
     *
     * @return whether the owner had it
     */
    public static boolean renew(Session session, String name, String owner, long ttl) throws SQLException {
        if (ttl <= 0) {
            // why: this text is part of the contract and is matched by peers' callers
            throw Limits.refused("ttl_s must be positive");
        }
        Limits.seconds("ttl_s", ttl);
        return session.update(RENEW, name, owner, ttl) > 0;
    }

    /**
     * As {@link #renew}, but not one that has expired, which someone else may have had in between.
     *
     * @return whether the owner has had it all the time, and has it now
     */
    public static boolean renewUnexpired(Session session, String name, String owner, long ttl) throws SQLException {
        Limits.timeToLive("ttl_s", ttl);
        return session.update(RENEW_UNEXPIRED, name, owner, ttl) > 0;
    }

    /** The row of a lock, expired or not; empty if there is none. */
    public static Optional<Holder> holder(Session session, String name) throws SQLException {
        return session.query(HOLDER, row -> new Holder(Texts.stored(row, 1), row.integer(2)), name).stream()
                .findFirst();
    }

    /**
     * Who has a lock; immutable.
     *
     * @param expiresAt the second from which on others can take it; {@code Long.MAX_VALUE} if the row has no number there
     */
    public record Holder(String owner, long expiresAt) {}

    /** Gives a lock back. Returns whether the owner had it. */
    public static boolean release(Session session, String name, String owner) throws SQLException {
        return session.update(RELEASE, name, owner) > 0;
    }

    /**
     * The sweep that deletes locks which expired long ago and that nobody took; only to save room. Their owners can {@link #renew} them no
     * more, which is what the grace is for.
     *
     * @param grace how many seconds ago they expired at least; 0 takes all that are expired, negative is refused
     */
    public static Sweep sweepingExpired(long grace) throws SQLException {
        Limits.age("grace_s", grace);
        return new TableSweep(SWEEP, grace);
    }
}
