package dev.honker;

import java.time.Duration;

/**
 * A lock that was taken. It is a lease: without a renewal someone else can take it when its time is over, so
 * check what {@link #renew()} returns before work that must not be done twice. Safe for use by several threads.
 */
public interface LockHandle extends AutoCloseable {

    /** The name of the lock. */
    String name();

    /** The owner that the row names. */
    String owner();

    /** Holds the lock for the time of its options from now on. Returns false if it was lost, as {@link #renew(Duration)}. */
    boolean renew();

    /**
     * Holds the lock for this long from now on.
     *
     * @param ttl positive; fractions of seconds round up
     * @return false if it was lost: someone else has taken it since. One whose time is over and that nobody took is held
     *     again
     */
    boolean renew(Duration ttl);

    /**
     * Whether the lock is held as far as is known: neither closed, nor lost at a renewal, nor past the expiry that is known here.
     * Runs no SQL, except after it was taken inside a transaction: then each call reads whether the row is there, until it was
     * seen committed. So it is true in that transaction and after its commit, and false after a rollback.
     */
    boolean isHeld();

    /** Releases the lock; does nothing if it was lost. Idempotent. */
    @Override
    void close();
}
