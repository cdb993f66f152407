package dev.honker.internal.sqlite;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/**
 * One connection's hold on its file's {@link WriterLock}, and what that wait has left of SQLite's own busy timeout: both together
 * are bounded by it. For the thread that runs the connection, except {@link #release}.
 */
final class WriterLockHold {

    private final HonkerSqliteConnection connection;
    private final String file;
    private final WriterLock writers;
    private final AtomicBoolean held = new AtomicBoolean();
    private boolean shortened;
    private @Nullable SQLException refusal;

    /** {@code file} names the file in messages. */
    WriterLockHold(HonkerSqliteConnection connection, String file, WriterLock writers) {
        this.connection = connection;
        this.file = file;
        this.writers = writers;
    }

    boolean isHeld() {
        return held.get();
    }

    WriterLockCounters counters() {
        return writers.counters();
    }

    /** Waits for the lock unless it is held already; from now until {@link #restoreTimeout} SQLite waits no longer than is left of the timeout. */
    void acquire(String sql, int timeoutMillis) throws SQLException {
        if (held.get()) {
            return;
        }
        int waited = writers.acquire(connection, file, sql, timeoutMillis);
        held.set(true);
        if (waited > 0 || timeoutMillis != connection.getBusyTimeout()) {
            shortened = true;
            try {
                connection.getDatabase().busy_timeout(Math.max(0, timeoutMillis - waited));
            } catch (SQLException | RuntimeException | Error e) {
                release(false);
                throw e;
            }
        }
    }

    /**
     * As {@link #acquire}; but if the lock is not to be had, the statement goes without it and without waiting: SQLite decides, as
     * the statement may be about a temporary table or another file. If it is not, {@link #nameHolder} gives the error.
     */
    void acquireOrTry(String sql, int timeoutMillis) throws SQLException {
        try {
            acquire(sql, timeoutMillis);
        } catch (SQLException e) {
            if (SqlErrors.resultCode(e) != SQLiteErrorCode.SQLITE_BUSY.code) {
                throw e;
            }
            refusal = e;
            shortened = true;
            connection.getDatabase().busy_timeout(0);
        }
    }

    /** Takes the lock if it can be had without waiting; otherwise the statement goes without it, and SQLite decides. */
    void tryAcquire(String sql) {
        if (writers.tryAcquire(connection, sql)) {
            held.set(true);
        }
    }

    /** The error that names the holder, in place of SQLite's for a statement that went without the lock. */
    SQLException nameHolder(SQLException failure) {
        SQLException named = refusal;
        if (named == null || (SqlErrors.resultCode(failure) & 0xFF) != SQLiteErrorCode.SQLITE_BUSY.code) {
            return failure;
        }
        named.addSuppressed(failure);
        return named;
    }

    /** Notes that the calling thread uses the transaction that the lock is held for. */
    void use() {
        if (held.get()) {
            writers.usedBy(connection, Thread.currentThread());
        }
    }

    /** Ends a wait for the lock. Any thread may call it. */
    void cancel() {
        writers.cancel(connection);
    }

    /** Gives SQLite its whole busy timeout again. */
    void restoreTimeout() throws SQLException {
        refusal = null;
        if (shortened) {
            shortened = false;
            connection.getDatabase().busy_timeout(connection.getBusyTimeout());
        }
    }

    /**
     * Releases the lock if it is held. Any thread may call it: a connection may be closed while a statement runs.
     *
     * @param committed whether a transaction that has written was committed
     */
    void release(boolean committed) {
        if (held.compareAndSet(true, false)) {
            writers.release(connection, committed);
        }
    }
}
