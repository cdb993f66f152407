package dev.honker.internal.sqlite;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/**
 * The write locks of one connection's open transaction: taken in advance, used, yielded, released. For the thread that runs the
 * connection, except {@link #yieldMain}, {@link #cancel} and {@link #release}.
 */
final class TransactionLocks {

    private static final int SQLITE_BUSY_SNAPSHOT = SQLiteErrorCode.SQLITE_BUSY_SNAPSHOT.code;
    private static final String INCREMENTAL_AUTO_VACUUM = "2";

    private final HonkerSqliteConnection connection;
    private final ControlStatements control;
    private final WriterLockHold main;
    private final AttachedDatabases attached;
    private final WriteLockYield yield;
    private final WriteIntent intent = new WriteIntent();

    TransactionLocks(HonkerSqliteConnection connection, WriterLockHold main, ControlStatements control) {
        this.connection = connection;
        this.control = control;
        this.main = main;
        this.attached = new AttachedDatabases(connection);
        this.yield = new WriteLockYield(connection, control);
    }

    WriterLockHold main() {
        return main;
    }

    AttachedDatabases attached() {
        return attached;
    }

    WriteIntent intent() {
        return intent;
    }

    /**
     * Takes the locks that a statement of the open transaction needs.
     *
     * @param inAdvance whether the main database is to be locked as soon as it is read
     */
    void prepare(SqlShape shape, boolean inAdvance, int timeoutMillis) throws SQLException {
        if (attached.any()) {
            TouchedDatabases touched = attached.touchedBy(shape);
            prepareMain(touched, shape.sql(), inAdvance, timeoutMillis);
            attached.acquire(touched, shape.sql(), timeoutMillis);
            if (shape.mayChange()) {
                intent.write();
            }
        } else if (shape.mayChange() && !intent.isWritten()) {
            prepareWrite(shape.sql(), timeoutMillis);
        }
    }

    /** Takes the lock that work on honker's tables, which are in the main database, needs. */
    void prepareWork(String what, boolean inAdvance, int timeoutMillis) throws SQLException {
        if (attached.any()) {
            prepareMain(TouchedDatabases.MAIN_WRITTEN, what, inAdvance, timeoutMillis);
            intent.write();
        } else if (!intent.isWritten()) {
            prepareWrite(what, timeoutMillis);
        }
    }

    private void prepareWrite(String sql, int timeoutMillis) throws SQLException {
        if (!main.isHeld()) {
            acquireLate(sql, timeoutMillis);
        }
        intent.write();
    }

    private void prepareMain(TouchedDatabases touched, String sql, boolean inAdvance, int timeoutMillis)
            throws SQLException {
        if (main.isHeld()) {
            return;
        }
        if (inAdvance && touched.main() && !intent.isYielded()) {
            lockMainAlone(sql, timeoutMillis);
        } else if (touched.mainWritten()) {
            acquireLate(sql, timeoutMillis);
        }
    }

    /** Takes the lock of a transaction that has a snapshot already, which nothing makes newer. */
    private void acquireLate(String sql, int timeoutMillis) throws SQLException {
        if (intent.isYielded()) {
            // why not just wait: SQLite lets it write a temporary table without the lock
            main.acquireOrTry(sql, timeoutMillis);
        } else {
            // why without a wait: SQLite would not wait either
            main.tryAcquire(sql);
        }
    }

    /** Begins the write half of the transaction in the main database, where BEGIN IMMEDIATE would do so in the attached ones too. */
    private void lockMainAlone(String sql, int timeoutMillis) throws SQLException {
        main.acquire(sql, timeoutMillis);
        try {
            if (!INCREMENTAL_AUTO_VACUUM.equals(control.text("PRAGMA main.auto_vacuum"))) {
                // why: without incremental vacuum it does nothing but take the lock, and no other statement does just
                // that; with it, the lock of this JVM alone keeps the snapshot from being outdated by threads of this
                // JVM
                control.run("PRAGMA main.incremental_vacuum(1)");
            }
            intent.lockedInAdvance(connection.database().total_changes());
        } catch (SQLException e) {
            main.release(false);
            throw SqlErrors.withState(e);
        } finally {
            main.restoreTimeout();
        }
    }

    /**
     * Takes the lock of the main database away from a transaction that has only read, while no statement of it is running.
     *
     * @return whether the lock was released
     * @throws SQLException if the transaction was lost by it
     */
    boolean yieldMain(boolean inAnyMode) throws SQLException {
        intent.compareChanges(connection.database().total_changes());
        if (intent.isWritten()) {
            return false;
        }
        String objection = inAnyMode ? null : yield.objection();
        if (objection != null) {
            intent.object(objection);
            return false;
        }
        if (!yield.run()) {
            return false;
        }
        main.counters().yielded();
        intent.yield(main.counters().commits());
        main.release(false);
        return true;
    }

    /** The error in place of SQLite's: one that names the holder of the lock, or the commit that outdated a yielded transaction. */
    SQLException explain(String sql, SQLException failure) {
        if (!intent.isYielded() || SqlErrors.resultCode(failure) != SQLITE_BUSY_SNAPSHOT) {
            return main.nameHolder(failure);
        }
        WriterLockCounters counters = main.counters();
        CommitRecord commit = counters.commits() == intent.commitsAtYield() ? null : counters.latestCommit();
        intent.writeRefused();
        main.release(false);
        counters.outdated();
        SQLException outdated = WriterLockErrors.outdated(connection, sql, commit);
        outdated.addSuppressed(failure);
        return outdated;
    }

    /** Gives SQLite its whole busy timeout again. */
    void restoreTimeout() throws SQLException {
        main.restoreTimeout();
        attached.restoreTimeout();
    }

    /** Ends a wait for a lock. Any thread may call it. */
    void cancel() {
        main.cancel();
        attached.cancel();
    }

    /**
     * Releases what is held. Any thread may call it.
     *
     * @param committed whether a transaction that has written was committed
     */
    void release(boolean committed) {
        main.release(committed);
        attached.release(committed);
    }
}
