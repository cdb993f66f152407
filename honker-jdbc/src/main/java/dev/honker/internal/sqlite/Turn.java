package dev.honker.internal.sqlite;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/**
 * One connection's hold on its file's {@link WriterLock}, and what that wait has left of SQLite's own busy timeout: both together
 * are bounded by it. For the thread that runs the connection, except {@link #giveBack}.
 */
final class Turn {

    private final HonkerSqliteConnection connection;
    private final WriterLock writers;
    private final AtomicBoolean held = new AtomicBoolean();
    private boolean shortened;
    private @Nullable SQLException refusal;

    Turn(HonkerSqliteConnection connection, WriterLock writers) {
        this.connection = connection;
        this.writers = writers;
    }

    boolean isHeld() {
        return held.get();
    }

    /** Waits for the turn; from now until {@link #restoreTimeout} SQLite waits no longer than is left of the timeout. */
    void take(String sql, int timeoutMillis) throws SQLException {
        int waited = writers.acquire(connection, sql, timeoutMillis);
        held.set(true);
        if (waited > 0 || timeoutMillis != connection.getBusyTimeout()) {
            shortened = true;
            try {
                connection.getDatabase().busy_timeout(Math.max(0, timeoutMillis - waited));
            } catch (SQLException | RuntimeException | Error e) {
                giveBack();
                throw e;
            }
        }
    }

    /**
     * As {@link #take}; but if the turn is not to be had, the statement goes without it and without waiting: SQLite decides, as
     * the statement may be about a temporary table or another file. If it is not, {@link #nameHolder} gives the error.
     */
    void takeOrTry(String sql, int timeoutMillis) throws SQLException {
        try {
            take(sql, timeoutMillis);
        } catch (SQLException e) {
            if (SqlErrors.resultCode(e) != SQLiteErrorCode.SQLITE_BUSY.code) {
                throw e;
            }
            refusal = e;
            shortened = true;
            connection.getDatabase().busy_timeout(0);
        }
    }

    /** The error that names who holds the turn, in place of SQLite's for a statement that went without it. */
    SQLException nameHolder(SQLException failure) {
        SQLException named = refusal;
        if (named == null || (SqlErrors.resultCode(failure) & 0xFF) != SQLiteErrorCode.SQLITE_BUSY.code) {
            return failure;
        }
        named.addSuppressed(failure);
        return named;
    }

    /** Notes that the calling thread uses the transaction that the turn was taken for. */
    void use() {
        if (held.get()) {
            writers.usedBy(connection, Thread.currentThread());
        }
    }

    /** Ends a wait for the turn. Any thread may call it. */
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

    /** Gives the turn back if it is held. Any thread may call it: a connection may be closed while a statement runs. */
    void giveBack() {
        if (held.compareAndSet(true, false)) {
            writers.release();
        }
    }
}
