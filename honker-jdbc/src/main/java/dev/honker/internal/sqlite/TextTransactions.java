package dev.honker.internal.sqlite;

import java.sql.SQLException;

/**
 * Which statements of an autocommit connection take the write lock of this JVM, and for how long: each for itself, but in a transaction
 * that the application began by an SQL text such as BEGIN IMMEDIATE until that ends. For the thread that runs the connection.
 */
final class TextTransactions {

    private final WriterLockHold hold;
    private final AttachedDatabases attached;
    private boolean open;

    /** Whether the open transaction has read or written; before that it has no snapshot that could be outdated. */
    private boolean used;

    TextTransactions(TransactionLocks locks) {
        this.hold = locks.main();
        this.attached = locks.attached();
    }

    /** Whether a transaction that was begun by an SQL text is open. */
    boolean isOpen() {
        return open;
    }

    /** Takes the lock that a statement needs; returns whether it is to be released after the statement. */
    boolean enter(SqlShape shape, int timeoutMillis) throws SQLException {
        hold.use();
        boolean first = !used;
        used = true;
        if (attached.any() && !shape.beginsWriting()) {
            return enterAttached(shape, first, timeoutMillis);
        }
        if (hold.isHeld()) {
            return false;
        }
        if (open) {
            if (shape.mayWrite()) {
                enterTransaction(shape.sql(), first, timeoutMillis);
            }
            return false;
        }
        if (shape.beginsWriting()) {
            hold.acquire(shape.sql(), timeoutMillis);
            return true;
        }
        if (shape.mayWrite()) {
            hold.acquireOrTry(shape.sql(), timeoutMillis);
            return true;
        }
        return false;
    }

    /** With attached databases only what the statement writes is locked. */
    private boolean enterAttached(SqlShape shape, boolean first, int timeoutMillis) throws SQLException {
        TouchedDatabases touched = attached.touchedBy(shape);
        if (touched.mainWritten() && !hold.isHeld()) {
            if (open) {
                enterTransaction(shape.sql(), first, timeoutMillis);
            } else {
                hold.acquireOrTry(shape.sql(), timeoutMillis);
            }
        }
        attached.acquire(touched, shape.sql(), timeoutMillis);
        return !open && (touched.mainWritten() || !touched.attachedWritten().isEmpty());
    }

    private void enterTransaction(String sql, boolean first, int timeoutMillis) throws SQLException {
        if (first) {
            hold.acquireOrTry(sql, timeoutMillis);
        } else {
            // why without a wait: SQLite would not wait either, since the snapshot can't become newer
            hold.tryAcquire(sql);
        }
    }

    /** A statement that may have begun or ended a transaction has run. */
    void ran(boolean nowOpen) {
        if (nowOpen != open) {
            used = false;
            open = nowOpen;
        }
        if (!open) {
            hold.release(true);
            attached.release(true);
        }
    }

    /** SQLite has rolled the transaction back by itself. */
    void lost() {
        used = false;
        open = false;
        hold.release(false);
        attached.release(false);
    }

    /** No transaction is open any more. */
    void closed() {
        used = false;
        open = false;
    }
}
