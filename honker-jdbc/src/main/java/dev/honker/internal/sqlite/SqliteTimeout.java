package dev.honker.internal.sqlite;

import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * How long SQLite itself waits for a lock on one connection; for the thread that runs the connection.
 *
 * <p>SQLite is asked, because an application changes it past the driver, too: by {@code PRAGMA busy_timeout}, or by a busy handler of
 * sqlite-jdbc, which nobody can find again. With a handler SQLite has no timeout. A timeout that is set later replaces the handler for good,
 * so it is left alone then.
 */
final class SqliteTimeout {

    private static final int UNCHANGED = -1;

    private final HonkerSqliteConnection connection;
    private final ReentrantLock asking = new ReentrantLock();
    private @Nullable InnerStatement question;
    private int original = UNCHANGED;

    SqliteTimeout(HonkerSqliteConnection connection) {
        this.connection = connection;
    }

    /** What the application has set, in milliseconds; 0 if SQLite doesn't wait at all or asks a busy handler. */
    int inForce() throws SQLException {
        if (original != UNCHANGED) {
            return original;
        }
        asking.lock();
        try {
            if (question == null) {
                question = new InnerStatement(connection, "PRAGMA busy_timeout");
            }
            return question.start() ? (int) question.integer(1) : 0;
        } finally {
            if (question != null) {
                question.finish();
            }
            asking.unlock();
        }
    }

    /**
     * Has SQLite wait for another time until {@link #restore}.
     *
     * @param thenMillis what is restored
     */
    void change(int millis, int thenMillis) throws SQLException {
        original = original == UNCHANGED ? thenMillis : original;
        connection.database().busy_timeout(Math.max(0, millis));
    }

    /** Gives SQLite its time back if it was changed. */
    void restore() throws SQLException {
        if (original != UNCHANGED) {
            int millis = original;
            original = UNCHANGED;
            connection.database().busy_timeout(millis);
        }
    }
}
