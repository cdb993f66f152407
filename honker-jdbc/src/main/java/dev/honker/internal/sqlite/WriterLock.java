package dev.honker.internal.sqlite;

import dev.honker.WriterLockStatus;
import dev.honker.internal.wake.BackgroundThread;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The right to write to one database file among the connections of this JVM; thread-safe. A connection holds it, not a thread: a
 * transaction may be begun and ended by different threads.
 *
 * <p>SQLite alone lets a waiting thread starve, because it sleeps longer and longer between its attempts. A strictly fair lock halves the
 * throughput, because each transaction wakes a thread. So the lock is fair in slices of time. A thread that is awake takes the free lock
 * before those that sleep, until the thread that waits longest has waited for a slice and no sleeping thread was served for a slice; then
 * the lock stays free for that one.
 *
 * <p>Honker's own threads (workers, schedulers, renewals of claims) wait in a queue of their own, so that threads that commit all the time
 * can't keep them from working, and they can't keep those from committing: {@link BackgroundShare} says when they come first.
 *
 * <p>A transaction that has only read holds the lock for a write that may never come. The thread that waits longest looks at it every
 * {@link RestDetector#SAMPLE_NANOS} and takes the lock away from it once it rests ({@link WriteLockYield}). A thread that would wait for
 * its own other connection does so at once.
 *
 * <p>A holder that waits for a Java lock of a waiting thread would never release this one ({@link JavaLockWaits}). That thread is told so
 * ({@link DeadlockException}); if it only wants to read, it goes on as a reader.
 *
 * <p>No wait happens inside a monitor, so a waiting virtual thread leaves its carrier.
 */
final class WriterLock {

    static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    /** How often a waiting thread looks whether the holder waits for it. */
    private static final long DEADLOCK_CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final AtomicReference<@Nullable WriterLockHolder> holder = new AtomicReference<>();
    private final Queue<WriterLockWaiter> foreground = new ConcurrentLinkedQueue<>();
    private final Queue<WriterLockWaiter> background = new ConcurrentLinkedQueue<>();
    private final WriterLockCounters counters = new WriterLockCounters();
    private volatile long servedNanos = System.nanoTime();
    private final BackgroundShare share = new BackgroundShare(System::nanoTime);

    /**
     * Waits for the lock.
     *
     * @param owner the connection that wants to write
     * @param file the name of the file, for messages
     * @param sql what it is about to run, for messages
     * @param timeoutMillis how long to wait; 0 only tries
     * @return how many milliseconds of that have passed
     * @throws SQLException SQLITE_BUSY when the time is over, or at once if this thread holds the lock by another connection whose
     *     transaction has written
     */
    int acquire(HonkerSqliteConnection owner, String file, String sql, int timeoutMillis) throws SQLException {
        WriterLockHolder mine = new WriterLockHolder(owner, sql, BackgroundThread.isCurrent());
        if (barge(mine)) {
            return 0;
        }
        long start = System.nanoTime();
        await(mine, file, sql, start, timeoutMillis);
        long now = System.nanoTime();
        if (mine.isBackground()) {
            share.acquired();
        } else {
            servedNanos = now;
        }
        return (int) TimeUnit.NANOSECONDS.toMillis(now - start);
    }

    /** Whether the lock is held for a transaction that has only read so far, and so may be taken away from it. */
    boolean isHeldByReader() {
        WriterLockHolder present = holder.get();
        return present != null && present.owner().transactions().hasOnlyRead();
    }

    /** Returns the present holder; null if it is free, or held by the owner itself. */
    @Nullable
    WriterLockHolder otherThan(HonkerSqliteConnection owner) {
        WriterLockHolder present = holder.get();
        return present == null || present.owner() == owner ? null : present;
    }

    /** Takes the lock if it is free and nobody comes first. */
    boolean tryAcquire(HonkerSqliteConnection owner, String sql) {
        return barge(new WriterLockHolder(owner, sql, BackgroundThread.isCurrent()));
    }

    /**
     * Releases the lock that a connection holds.
     *
     * @param committed whether a transaction that has written was committed
     */
    void release(HonkerSqliteConnection owner, boolean committed) {
        WriterLockHolder present = holder.get();
        if (present == null || present.owner() != owner) {
            throw new IllegalStateException(owner.describe() + " releases the write lock, which "
                    + (present == null ? "nobody holds" : present.describe() + " holds"));
        }
        if (committed) {
            counters.committed(present.commit());
        }
        if (present.isBackground()) {
            share.releasing(isCrowded());
        }
        holder.set(null);
        signalNext();
    }

    private boolean isCrowded() {
        Iterator<WriterLockWaiter> waiting = foreground.iterator();
        return waiting.hasNext() && waiting.next() != null && waiting.hasNext();
    }

    private boolean barge(WriterLockHolder mine) {
        if (!mayBarge(mine.isBackground()) || !holder.compareAndSet(null, mine)) {
            return false;
        }
        if (mine.isBackground()) {
            share.acquired();
        }
        return true;
    }

    private boolean mayBarge(boolean fromBackground) {
        if (background.peek() != null) {
            if (share.isDue()) {
                return false;
            }
        } else if (share.isReserved()) {
            return fromBackground;
        }
        WriterLockWaiter oldest = foreground.peek();
        if (oldest == null) {
            return true;
        }
        long now = System.nanoTime();
        return now - oldest.sinceNanos() < SLICE_NANOS || now - servedNanos < SLICE_NANOS;
    }

    /** The one whose turn it is; null if nobody waits, or the lock is reserved for one that is yet to come. */
    private @Nullable WriterLockWaiter next() {
        WriterLockWaiter first = foreground.peek();
        WriterLockWaiter firstOfBackground = background.peek();
        if (firstOfBackground != null) {
            return first == null || share.isDue() ? firstOfBackground : first;
        }
        return share.isReserved() ? null : first;
    }

    private void signalNext() {
        WriterLockWaiter next = next();
        if (next == null) {
            // why: it has to see when the reservation ends
            next = foreground.peek();
        }
        if (next != null) {
            next.signal();
        }
    }

    private void await(WriterLockHolder mine, String file, String sql, long start, int timeoutMillis)
            throws SQLException {
        HonkerSqliteConnection owner = mine.owner();
        takeFromOwnThread(owner, file, sql);
        long deadline = start + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        Queue<WriterLockWaiter> queue = mine.isBackground() ? background : foreground;
        WriterLockWaiter waiter = new WriterLockWaiter(owner, start);
        RestDetector rest = new RestDetector();
        boolean interrupted = false;
        long lookedNanos = start;
        queue.add(waiter);
        try {
            while (next() != waiter || !holder.compareAndSet(null, mine.now())) {
                long left = deadline - System.nanoTime();
                if (waiter.isCancelled() || owner.isEnding()) {
                    throw WriterLockErrors.cancelled(owner, sql);
                }
                WriterLockWaiter next = next();
                if (next != null && next != waiter && holder.get() == null) {
                    // why: whose turn it is may have changed with the time since the last signal
                    next.signal();
                }
                if (left <= 0) {
                    throw WriterLockErrors.timedOut(owner, file, sql, timeoutMillis, holder.get());
                }
                boolean first = queue.peek() == waiter;
                // why the flag is only kept: SQLite's own wait can't be interrupted either; the thread may finish its
                // work
                interrupted |= waiter.sleep(this, Math.min(left, first ? lookNanos() : DEADLOCK_CHECK_NANOS));
                WriterLockHolder present = holder.get();
                if (first && present != null && rest.hasRested(present)) {
                    present.owner().transactions().yieldWriteLock();
                }
                long now = System.nanoTime();
                if (now - lookedNanos >= DEADLOCK_CHECK_NANOS) {
                    lookedNanos = now;
                    requireNoDeadlock(owner, file, sql);
                }
            }
        } finally {
            queue.remove(waiter);
            // why: this thread may have used up a signal, and the next one has to watch the holder now
            signalNext();
            counters.waited(mine.isBackground(), System.nanoTime() - start);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** How long the first one sleeps at most. */
    private long lookNanos() {
        long reserved = share.reservedNanos();
        return reserved > 0 ? Math.min(reserved, RestDetector.SAMPLE_NANOS) : RestDetector.SAMPLE_NANOS;
    }

    /** Takes the lock away from a transaction of the calling thread that has only read; any other would be waited for in vain. */
    private void takeFromOwnThread(HonkerSqliteConnection owner, String file, String sql) throws SQLException {
        WriterLockHolder present = holder.get();
        if (present != null
                && present.thread() == Thread.currentThread()
                && present.owner() != owner
                && !present.owner().isEnding()
                && !present.owner().transactions().yieldWriteLock()
                && holder.get() == present) {
            throw WriterLockErrors.ownThread(owner, file, sql, present);
        }
    }

    private void requireNoDeadlock(HonkerSqliteConnection owner, String file, String sql) throws SQLException {
        WriterLockHolder present = holder.get();
        if (present != null && JavaLockWaits.isForCaller(present.thread()) && holder.get() == present) {
            throw WriterLockErrors.deadlock(owner, file, sql, present);
        }
    }

    /** Notes which thread uses the owner's transaction, as it may be handed on. */
    void usedBy(HonkerSqliteConnection owner, Thread thread) {
        WriterLockHolder present = holder.get();
        if (present != null && present.owner() == owner) {
            present.usedBy(thread);
        }
    }

    /** Ends the wait of a connection, if it waits. */
    void cancel(HonkerSqliteConnection owner) {
        cancel(foreground, owner);
        cancel(background, owner);
    }

    private static void cancel(Queue<WriterLockWaiter> queue, HonkerSqliteConnection owner) {
        for (WriterLockWaiter waiter : queue) {
            if (waiter.isOf(owner)) {
                waiter.cancel();
            }
        }
    }

    WriterLockCounters counters() {
        return counters;
    }

    /** Returns what the lock did so far. */
    WriterLockStatus status() {
        return counters.status(foreground.size() + background.size());
    }
}
