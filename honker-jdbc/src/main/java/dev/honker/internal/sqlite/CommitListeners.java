package dev.honker.internal.sqlite;

import java.util.IdentityHashMap;
import java.util.Map;
import org.sqlite.SQLiteCommitListener;

/**
 * The application's commit listeners on one connection, which hear what they would hear from stock sqlite-jdbc: a transaction that has
 * only read is no commit, although it began with the write lock, and neither is one that yields that lock. Thread-safe.
 */
final class CommitListeners {

    private final Transactions transactions;
    private final Map<SQLiteCommitListener, SQLiteCommitListener> filtered = new IdentityHashMap<>();

    CommitListeners(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Returns what is to be registered in the listener's place, the same each time. */
    synchronized SQLiteCommitListener filter(SQLiteCommitListener listener) {
        return filtered.computeIfAbsent(listener, Filter::new);
    }

    /** Returns what was registered in the listener's place. */
    synchronized SQLiteCommitListener forget(SQLiteCommitListener listener) {
        SQLiteCommitListener registered = filtered.remove(listener);
        return registered != null ? registered : listener;
    }

    private final class Filter implements SQLiteCommitListener {

        private final SQLiteCommitListener listener;

        private Filter(SQLiteCommitListener listener) {
            this.listener = listener;
        }

        @Override
        public void onCommit() {
            if (!transactions.hasOnlyRead()) {
                listener.onCommit();
            }
        }

        @Override
        public void onRollback() {
            listener.onRollback();
        }
    }
}
