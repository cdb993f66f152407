package dev.honker.internal.sqlite;

import org.jspecify.annotations.Nullable;
import org.sqlite.core.DB;

/**
 * Notices when the application itself asks for sqlite-jdbc's database object, by which it may back the file up past all statements: SQLite
 * refuses a backup to a connection that holds the write lock, so a transaction that has only read gives the lock back then. sqlite-jdbc asks
 * for the object several times in each statement; those calls are told apart by what costs least.
 */
final class DatabaseObject {

    /** Tells the connection which class has asked. */
    static final StackWalker CALLERS = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private @Nullable Transactions transactions;

    /** Whether the driver is known to be at work. A thread that sees another's value only asks at a higher or lower price. */
    private boolean driverAtWork;

    /** From now on there are transactions. */
    void yieldBy(Transactions connectionTransactions) {
        transactions = connectionTransactions;
    }

    void setDriverAtWork(boolean value) {
        driverAtWork = value;
    }

    /** Whether the object can be handed out without a look at the caller. */
    boolean isFree(DB database) {
        return driverAtWork || transactions == null || !transactions.holdsLockForReads() || Thread.holdsLock(database);
    }

    /** The object is handed out to a caller. */
    void handOut(Class<?> caller) {
        String name = caller.getName();
        if (transactions != null && !name.startsWith("org.sqlite.") && !name.startsWith("dev.honker.internal.")) {
            transactions.yieldForBackup();
        }
    }
}
