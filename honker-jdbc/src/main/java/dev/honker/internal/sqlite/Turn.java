package dev.honker.internal.sqlite;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One connection's hold on its file's {@link WriterLock}, and what that wait has left of SQLite's own busy timeout: both together
 * are bounded by it. For the thread that runs the connection, except {@link #giveBack}.
 */
final class Turn {

    private final HonkerSqliteConnection connection;
    private final WriterLock writers;
    private final AtomicBoolean held = new AtomicBoolean();
    private boolean shortened;

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

    /** Gives SQLite its whole busy timeout again. */
    void restoreTimeout() throws SQLException {
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
