package dev.honker.internal.sqlite;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/**
 * One connection's hold on its file's {@link WriterLock}, and what that wait has left of SQLite's own busy timeout: both together
 * are bounded by it. Where SQLite has no timeout, because the application has set a busy handler or switched waiting off, nobody waits
 * here either: the statement goes to SQLite without the lock, and the handler decides. For the thread that runs the connection, except
 * {@link #release}.
 */
final class WriterLockHold {

    /** Longer than it takes to tell a resting transaction from a slow one. */
    private static final int READER_PATIENCE_MILLIS = 500;

    private final HonkerSqliteConnection connection;
    private final String file;
    private final WriterLock writers;
    private final SqliteTimeout timeout;
    private final AtomicBoolean held = new AtomicBoolean();
    private @Nullable SQLException refusal;

    /** {@code file} names the file in messages. */
    WriterLockHold(HonkerSqliteConnection connection, String file, WriterLock writers) {
        this.connection = connection;
        this.file = file;
        this.writers = writers;
        this.timeout = connection.sqliteTimeout();
    }

    boolean isHeld() {
        return held.get();
    }

    WriterLockCounters counters() {
        return writers.counters();
    }

    /**
     * Waits for the lock unless it is held already; from now until {@link #restoreTimeout} SQLite waits no longer than is left of the
     * timeout. Returns without the lock where SQLite is to decide.
     *
     * @param timeoutMillis the connection's timeout, in place of which SQLite's own counts, or that of a statement
     */
    void acquire(String sql, int timeoutMillis) throws SQLException {
        if (held.get()) {
            return;
        }
        boolean ofConnection = timeoutMillis == connection.getBusyTimeout();
        if (tryAcquire(sql)) {
            if (!ofConnection) {
                changeTimeout(timeoutMillis, connection.getBusyTimeout());
            }
            return;
        }
        int inForce = ofConnection ? timeout.inForce() : timeoutMillis;
        if (ofConnection && inForce == 0) {
            goWithout(sql);
            return;
        }
        int waited = writers.acquire(connection, file, sql, inForce);
        held.set(true);
        if (waited > 0 || !ofConnection) {
            changeTimeout(inForce - waited, ofConnection ? inForce : connection.getBusyTimeout());
        }
    }

    private void changeTimeout(int millis, int thenMillis) throws SQLException {
        try {
            timeout.change(millis, thenMillis);
        } catch (SQLException | RuntimeException | Error e) {
            release(false);
            throw e;
        }
    }

    /** Waits for nobody but a transaction that has only read, which would be in nobody's way on plain sqlite-jdbc. */
    private void goWithout(String sql) throws SQLException {
        boolean mayWait = connection.getBusyTimeout() > 0;
        int patience = mayWait && writers.isHeldByReader() ? READER_PATIENCE_MILLIS : 0;
        try {
            writers.acquire(connection, file, sql, patience);
            held.set(true);
        } catch (SQLException e) {
            refuse(e);
        }
    }

    private void refuse(SQLException busy) throws SQLException {
        if (SqlErrors.resultCode(busy) != SQLiteErrorCode.SQLITE_BUSY.code) {
            throw busy;
        }
        refusal = busy;
    }

    /**
     * As {@link #acquire}; but if the lock is not to be had, the statement goes without it and without waiting: SQLite decides, as
     * the statement may be about a temporary table or another file. If it is not, {@link #nameHolder} gives the error.
     */
    void acquireOrTry(String sql, int timeoutMillis) throws SQLException {
        try {
            acquire(sql, timeoutMillis);
        } catch (SQLException e) {
            refuse(e);
            timeout.change(0, timeout.inForce());
        }
    }

    /** Takes the lock if it can be had without waiting; otherwise the statement goes without it, and SQLite decides. */
    boolean tryAcquire(String sql) {
        if (!writers.tryAcquire(connection, sql)) {
            return false;
        }
        held.set(true);
        return true;
    }

    /** SQLite has given its own lock to a transaction: takes this one, too, if it went without it and the lock is free. */
    void adopt(String sql) {
        if (!held.get()) {
            tryAcquire(sql);
        }
    }

    /** The error that names the holder, in place of SQLite's: a connection of this JVM, or another process. */
    SQLException nameHolder(SQLException failure) {
        SQLException named = refusal;
        if (named == null) {
            return ForeignLock.named(failure, connection.path(), writers.otherThan(connection));
        }
        if ((SqlErrors.resultCode(failure) & 0xFF) != SQLiteErrorCode.SQLITE_BUSY.code) {
            return failure;
        }
        if (named != failure) {
            named.addSuppressed(failure);
        }
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
        timeout.restore();
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
