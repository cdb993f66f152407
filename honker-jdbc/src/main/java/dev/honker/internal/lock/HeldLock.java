package dev.honker.internal.lock;

import dev.honker.DatabaseReplacedException;
import dev.honker.HonkerClosedException;
import dev.honker.LockHandle;
import dev.honker.LockOptions;
import dev.honker.internal.access.Access;
import dev.honker.internal.access.Seconds;
import dev.honker.internal.check.Check;
import dev.honker.internal.engine.Locks;
import dev.honker.internal.runtime.Children;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One acquisition of a named lock; thread-safe. */
final class HeldLock implements LockHandle {

    /** Rows count whole seconds: a time to live of 1 s may end at once, when the next second begins. */
    private static final long LEAST_RENEWED_SECONDS = 2;

    private final Access access;
    private final Children children;
    private final @Nullable Renewals renewals;
    private final String name;
    private final String owner;
    private final boolean ownerIsShared;
    private final long ttl;

    /** Held while the row is written or deleted. Why no monitor: a virtual thread would keep its carrier while it waits for that. */
    private final ReentrantLock rowGuard = new ReentrantLock();

    private volatile long expiresAt;
    private volatile boolean lost;

    /** Whether it was taken in a transaction whose end has not been heard of. */
    private volatile boolean unsettled;

    private volatile boolean closed;
    private boolean released;

    /** {@code renewals} renews it in the background; null if nobody does. */
    HeldLock(Access access, Children children, @Nullable Renewals renewals, String name, LockOptions options) {
        this.access = access;
        this.children = children;
        this.renewals = renewals;
        this.name = name;
        this.owner = options.owner().orElseGet(() -> UUID.randomUUID().toString());
        this.ownerIsShared = options.owner().isPresent();
        this.ttl = seconds(options.ttl());
    }

    /**
     * Takes the lock.
     *
     * @return false if someone else has it: then there is nothing to close
     */
    boolean acquire() {
        rowGuard.lock();
        try {
            return acquireGuarded();
        } finally {
            rowGuard.unlock();
        }
    }

    private boolean acquireGuarded() {
        // why first, and under the guard that close needs: a database that closes now waits, and releases what is taken
        if (!children.add(this, Children.Phase.LOCKS)) {
            throw new HonkerClosedException("the database is closed");
        }
        boolean acquired = false;
        try {
            long now = now();
            acquired = insert();
            expiresAt = now + ttl;
            unsettled = acquired && access.isInTransaction();
            if (acquired && renewals != null) {
                renewals.schedule(this, ttl);
            }
            return acquired;
        } catch (RuntimeException | Error e) {
            abandon(acquired, e);
            throw e;
        } finally {
            if (!acquired) {
                children.remove(this);
            }
        }
    }

    private boolean insert() {
        if (renewals == null || !ownerIsShared) {
            return access.call(session -> Locks.acquire(session, name, owner, ttl));
        }
        // why the renewal: an owner who has it already gets no extension, and its time may end before the first third
        // of ours
        return access.unit(
                "taking lock '" + name + "'",
                session -> Locks.acquire(session, name, owner, ttl) && Locks.renew(session, name, owner, ttl));
    }

    private void abandon(boolean acquired, Throwable failure) {
        if (acquired) {
            try {
                close();
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String owner() {
        return owner;
    }

    @Override
    public boolean renew() {
        return renewFor(ttl);
    }

    @Override
    public boolean renew(Duration ttl) {
        return renewFor(seconds(Check.positive("ttl", ttl)));
    }

    private boolean renewFor(long seconds) {
        if (closed || lost) {
            return false;
        }
        long now = now();
        if (!access.call(session -> Locks.renew(session, name, owner, seconds))) {
            lost = true;
            return false;
        }
        // why: a transaction may still be rolled back, and then the old expiry counts
        if (!access.isInTransaction()) {
            expiresAt = now + seconds;
            unsettled = false;
        }
        if (renewals != null) {
            reschedule(renewals, seconds);
        }
        return !closed;
    }

    private void reschedule(Renewals renewals, long seconds) {
        try {
            renewals.schedule(this, seconds);
        } catch (HonkerClosedException e) {
            // why: the row is renewed all the same, and the database that closes releases it in a moment
        }
    }

    @Override
    public boolean isHeld() {
        return !closed && !lost && !isOver() && (!unsettled || isThere());
    }

    /** Whether the row can be seen from here, which settles it once the transaction that took it has committed. */
    private boolean isThere() {
        boolean there = access.call(session -> Locks.isOwned(session, name, owner));
        if (there && !access.isInTransaction()) {
            unsettled = false;
        }
        return there;
    }

    /** Whether the known expiry has passed: then others may have the lock, though the row may still be ours. */
    boolean isOver() {
        return now() >= expiresAt;
    }

    /** The seconds that a renewal without an argument takes. */
    long ttl() {
        return ttl;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        if (renewals != null) {
            renewals.remove(this);
        }
        release();
    }

    private void release() {
        rowGuard.lock();
        try {
            if (released) {
                return;
            }
            deleteRow();
            released = true;
            children.remove(this);
        } finally {
            rowGuard.unlock();
        }
    }

    private void deleteRow() {
        try {
            if (!lost) {
                access.call(session -> Locks.release(session, name, owner));
            }
        } catch (HonkerClosedException e) {
            // why: the database closed this lock when it was closed itself; a row that is left lapses
        } catch (DatabaseReplacedException e) {
            // why: the row is in a file that nobody reads any more
        }
    }

    @Override
    public String toString() {
        return "lock '" + name + "' of owner " + owner;
    }

    private long seconds(Duration ttl) {
        long seconds = Seconds.of(ttl);
        return renewals == null ? seconds : Math.max(LEAST_RENEWED_SECONDS, seconds);
    }

    private long now() {
        return access.time().seconds();
    }
}
