package dev.honker.internal.schedule;

import dev.honker.SchedulerOptions;
import dev.honker.internal.access.Seconds;
import dev.honker.internal.engine.Locks;
import dev.honker.internal.engine.Session;
import dev.honker.internal.wake.Nanos;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

/** The lock by which one scheduler leads, for so long; for the loop's thread, except {@link #isHeldNow}. */
final class Lease {

    private final String lockName;
    private final boolean revives;
    private final String owner = UUID.randomUUID().toString();
    private final long ttl;
    private final long heartbeatNanos;
    private final long heartbeatSeconds;

    private volatile boolean held;
    private volatile long endsAt;
    private long renewAt;

    /**
     * A lock that nobody has taken.
     *
     * @param revives whether it is still ours when its time is over and nobody took it. That is so on a clock that is set by hand:
     *     when it jumps, nobody was late
     */
    Lease(SchedulerOptions options, boolean revives) {
        this.revives = revives;
        this.lockName = options.lockName();
        this.ttl = Seconds.of(options.lockTtl());
        this.heartbeatNanos = Nanos.of(options.heartbeatEvery());
        this.heartbeatSeconds = Seconds.of(options.heartbeatEvery());
    }

    String lockName() {
        return lockName;
    }

    String owner() {
        return owner;
    }

    /** Takes the lock, or renews it, in the caller's transaction. One that was held must not have run out meanwhile. */
    boolean take(Session session) throws SQLException {
        boolean renewed = revives
                ? Locks.renew(session, lockName, owner, ttl)
                : Locks.renewUnexpired(session, lockName, owner, ttl);
        return renewed || !held && Locks.acquire(session, lockName, owner, ttl);
    }

    /** Whether the look has found it ours. */
    boolean isOurs(Look look) {
        return look.isNamed(owner) && (revives || !look.isFree());
    }

    /** Notes that the transaction has committed which took or renewed the lock and began at this {@link System#nanoTime}. */
    void noteTaken(long began) {
        renewAt = began + heartbeatNanos;
        endsAt = began + Nanos.of(Duration.ofSeconds(ttl));
        held = true;
    }

    /** Notes that it leads no more. */
    void noteLost() {
        held = false;
    }

    /** Whether it leads. */
    boolean isHeld() {
        return held;
    }

    /** Whether it leads, and the time that is known here is not over; for any thread. */
    boolean isHeldNow() {
        return held && System.nanoTime() - endsAt < 0;
    }

    /** Whether it is time to renew it, by the clock of this process, or by that of the database if that was moved on. */
    boolean isToBeRenewed(Look look) {
        return nanosToRenewal() <= 0 || look.secondsLeft() < ttl - heartbeatSeconds;
    }

    long nanosToRenewal() {
        return renewAt - System.nanoTime();
    }

    /** Gives the lock back, in the caller's transaction. */
    boolean release(Session session) throws SQLException {
        return Locks.release(session, lockName, owner);
    }
}
