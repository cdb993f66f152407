package dev.honker.internal.sqlite;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Takes SQLite's write lock away from a transaction that has only read, and leaves it its snapshot; run by a waiting thread, or by the
 * connection's own thread on behalf of its other connection.
 *
 * <p>An IMMEDIATE transaction takes the write lock at its first statement, so that it can write at its end what it has read at its
 * beginning. One that never writes holds it for nothing. SQLite has no call that gives the lock back, but COMMIT does so, and while any
 * statement of the connection is in the middle of its rows COMMIT ends only the write half of the transaction: the read half, and with it
 * the snapshot, stays for that statement. So a statement of ours is stopped at its first row, COMMIT and BEGIN are run, and the statement
 * is let go; the new transaction goes on in the snapshot that is still open. Nothing was written, so COMMIT makes nothing permanent. It
 * works in WAL mode only: elsewhere a reader keeps writers from committing, whatever locks it gives back.
 *
 * <p>All of it runs inside SQLite's own monitor, which a statement or cursor of the application needs for each of its steps, and while
 * {@link StatementActivity} keeps new statements out. It takes some ten microseconds.
 */
final class WriteLockYield {

    /** Has a row in every database, also in an empty one, and reads the schema before it has. */
    private static final String HOLD_SNAPSHOT =
            "SELECT 1 FROM (SELECT count(*) FROM main.sqlite_schema) UNION ALL SELECT 2";

    private final HonkerSqliteConnection connection;
    private final ControlStatements control;

    WriteLockYield(HonkerSqliteConnection connection, ControlStatements control) {
        this.connection = connection;
        this.control = control;
    }

    /**
     * Returns why the file's mode rules it out; null if it does not. Runs a PRAGMA.
     */
    @Nullable
    String objection() throws SQLException {
        String mode = control.text("PRAGMA main.journal_mode");
        return "wal".equalsIgnoreCase(mode)
                ? null
                : "can't give it back in journal_mode=" + mode + ", where a reader keeps writers from committing; with"
                        + " journal_mode=WAL it would";
    }

    /**
     * Turns the open IMMEDIATE transaction into a plain read transaction on the same snapshot.
     *
     * @return whether SQLite has done so; otherwise nothing has changed
     * @throws SQLException if the transaction was lost half-way
     */
    boolean run() throws SQLException {
        synchronized (connection.monitor()) {
            boolean deferredKeys = "1".equals(control.text("PRAGMA defer_foreign_keys"));
            InnerStatement hold = control.statement(HOLD_SNAPSHOT);
            if (!hold.start()) {
                hold.finish();
                return false;
            }
            try {
                control.run("COMMIT");
            } catch (SQLException e) {
                hold.finish();
                return false;
            }
            try {
                control.run("BEGIN");
            } finally {
                hold.finish();
            }
            if (deferredKeys) {
                // why: COMMIT switches it off
                control.run("PRAGMA defer_foreign_keys = 1");
            }
            return true;
        }
    }
}
