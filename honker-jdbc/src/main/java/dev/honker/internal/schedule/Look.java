package dev.honker.internal.schedule;

import dev.honker.internal.engine.Locks;
import dev.honker.internal.engine.Schedules;
import dev.honker.internal.engine.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How things stood at a moment, read without a lock; immutable.
 *
 * @param now the moment, seconds since 1970 by the clock of the database
 * @param holder the row of the leader's lock
 * @param due what a tick would try to fire
 * @param soonest the first boundary after the moment; null if there is none
 */
record Look(
        long now,
        Optional<Locks.Holder> holder,
        List<Schedules.Due> due,
        @Nullable Long soonest) {

    static Look take(Session session, String lockName) throws SQLException {
        long now = session.now();
        return new Look(
                now,
                Locks.holder(session, lockName),
                Schedules.due(session, now),
                Schedules.soonestAfter(session, now));
    }

    /** Whether anybody can take the lock. */
    boolean isFree() {
        return holder.isEmpty() || holder.get().expiresAt() <= now;
    }

    /** Whether there is no row, not even one whose time is over. */
    boolean isGone() {
        return holder.isEmpty();
    }

    /** Whether the row names this owner, though its time may be over. */
    boolean isNamed(String owner) {
        return holder.isPresent() && holder.get().owner().equals(owner);
    }

    /** For how many seconds the lock is held at most; 0 if it is free. */
    long secondsLeft() {
        return isFree() ? 0 : holder.orElseThrow().expiresAt() - now;
    }
}
