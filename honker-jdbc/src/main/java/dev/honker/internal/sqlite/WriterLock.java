package dev.honker.internal.sqlite;

import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/**
 * The turn to write to one database file within this JVM; thread-safe, and fair in slices of time. SQLite alone lets the oldest waiter starve,
 * because it sleeps longer and longer between its attempts. Held by a connection, not by a thread: a transaction may be begun
 * and ended by different threads.
 */
final class WriterLock {

    /**
     * How long the turn stays among those who are awake before it is handed to the one who has waited longest. Waking a thread for
     * every transaction would cost a third of the throughput.
     */
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Semaphore turn = new Semaphore(1, true);
    private final Queue<Waiter> waiters = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Holder holder;
    private volatile long handedOver = System.nanoTime();

    /**
     * Waits for the turn.
     *
     * @param owner the connection that wants to write
     * @param sql what it is about to run, for messages
     * @param timeoutMillis how long to wait; 0 only tries
     * @return how many milliseconds of that have passed
     * @throws SQLException SQLITE_BUSY when the time is over, or at once if this thread holds the turn by another connection
     */
    int acquire(HonkerSqliteConnection owner, String sql, int timeoutMillis) throws SQLException {
        int waited = 0;
        if (isSomeoneImpatient() || !turn.tryAcquire()) {
            long start = System.nanoTime();
            await(owner, sql, timeoutMillis);
            handedOver = System.nanoTime();
            waited = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        }
        holder = new Holder(owner, sql);
        return waited;
    }

    void release() {
        holder = null;
        turn.release();
    }

    private void await(HonkerSqliteConnection owner, String sql, int timeoutMillis) throws SQLException {
        Holder present = holder;
        if (present != null && present.thread == Thread.currentThread() && present.owner != owner) {
            throw busy("this thread waits for itself: " + owner.describe() + " is to run «" + shorten(sql)
                    + "» while the write lock of " + owner.describeFile() + " is held by " + present.describe()
                    + ". Use one connection for both, or end the first transaction before the second begins");
        }
        long start = System.nanoTime();
        long deadline = start + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        boolean interrupted = false;
        Waiter waiter = new Waiter(owner, start);
        waiters.add(waiter);
        try {
            while (true) {
                try {
                    if (turn.tryAcquire(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                        return;
                    }
                    throw timedOut(owner, sql, timeoutMillis);
                } catch (InterruptedException e) {
                    if (waiter.isCancelled()) {
                        throw cancelled(owner, sql);
                    }
                    // why: SQLite's own wait can't be interrupted either; an interrupted thread may finish its work
                    interrupted = true;
                }
            }
        } finally {
            waiters.remove(waiter);
            waiter.end();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Notes which thread the owner's transaction is used by, as it may be handed on. */
    void usedBy(HonkerSqliteConnection owner, Thread thread) {
        Holder present = holder;
        if (present != null && present.owner == owner && present.thread != thread) {
            present.thread = thread;
        }
    }

    /** Ends the wait of a connection, if it waits. */
    void cancel(HonkerSqliteConnection owner) {
        for (Waiter waiter : waiters) {
            if (waiter.owner == owner) {
                waiter.cancel();
            }
        }
    }

    private static SQLException cancelled(HonkerSqliteConnection owner, String sql) {
        return SqlErrors.of(
                SQLiteErrorCode.SQLITE_INTERRUPT,
                "57014",
                "[SQLITE_INTERRUPT] Operation terminated by sqlite3_interrupt() (honker: " + owner.describe()
                        + " was cancelled while it waited to run «" + shorten(sql) + "»)");
    }

    private boolean isSomeoneImpatient() {
        Waiter oldest = waiters.peek();
        if (oldest == null) {
            return false;
        }
        long now = System.nanoTime();
        return now - oldest.sinceNanos >= SLICE_NANOS && now - handedOver >= SLICE_NANOS;
    }

    private SQLException timedOut(HonkerSqliteConnection owner, String sql, int timeoutMillis) {
        Holder present = holder;
        return busy(
                owner.describe() + " waited " + timeoutMillis + " ms (busy_timeout) for the write lock of "
                        + owner.describeFile() + " to run «" + shorten(sql) + "»; it is held by "
                        + (present == null
                                ? "a transaction that has just ended"
                                : present.describe() + present.whereNow())
                        + ". End that transaction sooner, declare transactions that only read as read-only, or raise busy_timeout");
    }

    private static SQLException busy(String text) {
        return SqlErrors.of(
                SQLiteErrorCode.SQLITE_BUSY,
                SqlErrors.SERIALIZATION_FAILURE,
                "[SQLITE_BUSY] The database file is locked (honker: " + text + ")");
    }

    private static String shorten(String sql) {
        String line = sql.strip().replaceAll("\\s+", " ");
        return line.length() <= 120 ? line : line.substring(0, 117) + "...";
    }

    /** One waiting connection. Its thread is interrupted to cancel it, never after the wait has ended. */
    private static final class Waiter {
        private final HonkerSqliteConnection owner;
        private final long sinceNanos;
        private final Thread thread = Thread.currentThread();
        private boolean cancelled;
        private boolean over;

        private Waiter(HonkerSqliteConnection owner, long sinceNanos) {
            this.owner = owner;
            this.sinceNanos = sinceNanos;
        }

        private synchronized void cancel() {
            if (!over) {
                cancelled = true;
                thread.interrupt();
            }
        }

        private synchronized boolean isCancelled() {
            return cancelled;
        }

        private synchronized void end() {
            over = true;
            if (cancelled) {
                Thread.interrupted();
            }
        }
    }

    private static final class Holder {
        private final HonkerSqliteConnection owner;
        private final long sinceNanos = System.nanoTime();
        private final String sql;
        private volatile Thread thread = Thread.currentThread();

        private Holder(HonkerSqliteConnection owner, String sql) {
            this.owner = owner;
            this.sql = sql;
        }

        String describe() {
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sinceNanos);
            return owner.describe() + ", in the hands of thread \"" + thread.getName() + "\", taken " + millis
                    + " ms ago to run «" + shorten(sql) + "»";
        }

        /** Where the holding thread is at this moment: the nearest frames outside the driver. */
        String whereNow() {
            StringBuilder place = new StringBuilder();
            int shown = 0;
            for (StackTraceElement frame : thread.getStackTrace()) {
                String name = frame.getClassName();
                if (!name.contains("$$Lambda")
                        && !name.startsWith("java.")
                        && !name.startsWith("jdk.")
                        && !name.startsWith("org.sqlite.")
                        && !name.startsWith("com.zaxxer.hikari.")
                        && !name.startsWith("dev.honker.internal.")) {
                    place.append(shown == 0 ? ", now at " : " < ").append(frame);
                    if (++shown == 3) {
                        break;
                    }
                }
            }
            return place.toString();
        }
    }
}
