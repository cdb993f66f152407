package dev.honker.internal.sqlite;

import java.sql.SQLException;

/**
 * Which statements of an autocommit connection take the write lock of this JVM, and for how long: each for itself, but in a transaction
 * that the application began by an SQL text such as BEGIN IMMEDIATE until that ends. For the thread that runs the connection.
 */
final class TextTransactions {

    private final WriterLockHold hold;
    private boolean open;

    /** Whether the open transaction has read or written; before that it has no snapshot that could be outdated. */
    private boolean used;

    TextTransactions(WriterLockHold hold) {
        this.hold = hold;
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
        }
    }

    /** No transaction is open any more. */
    void closed() {
        open = false;
    }
}
