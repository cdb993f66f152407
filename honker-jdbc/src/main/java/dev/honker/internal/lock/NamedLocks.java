package dev.honker.internal.lock;

import dev.honker.HonkerException;
import dev.honker.LockHandle;
import dev.honker.LockOptions;
import dev.honker.internal.access.Access;
import dev.honker.internal.check.Check;
import dev.honker.internal.runtime.Children;
import java.util.Optional;

/** Takes the named locks of a database; thread-safe. */
public final class NamedLocks {

    private final Access access;
    private final Children children;
    private final Renewals renewals;

    /** Whatever lock is still held when the database closes is released then. */
    public NamedLocks(Access access, Children children) {
        this.access = access;
        this.children = children;
        this.renewals = new Renewals(access, children);
    }

    /**
     * Takes a lock that is free or whose time is over; never waits for its holder. An explicit owner who has it already gets it
     * again without an extension, as peers do it: then {@link LockHandle#isHeld} may be too sure until the first renewal, and
     * the first release frees it for both. In a transaction of this thread others see the lock from the commit on, and there is
     * none after a rollback.
     *
     * @param name not blank
     * @return empty if someone else has it
     * @throws HonkerException if it is to be renewed in the background but is taken inside a transaction
     */
    public Optional<LockHandle> tryLock(String name, LockOptions options) {
        Check.notBlank("lock name", name);
        Check.notNull("options", options);
        if (options.autoRenew() && access.isInTransaction()) {
            throw new HonkerException("lock '" + name + "' can't be renewed in the background when it is taken inside a"
                    + " transaction, whose end decides whether there is a lock at all: take it before the transaction, or"
                    + " without autoRenew");
        }
        HeldLock lock = new HeldLock(access, children, options.autoRenew() ? renewals : null, name, options);
        return lock.acquire() ? Optional.of(lock) : Optional.empty();
    }
}
