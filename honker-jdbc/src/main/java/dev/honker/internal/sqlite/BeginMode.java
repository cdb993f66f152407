package dev.honker.internal.sqlite;

import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteConnection;

/**
 * How the read-write transactions of a connection begin. It stands where sqlite-jdbc keeps it, so that what an application sets
 * by sqlite-jdbc's methods counts from the next transaction on. Stateless.
 */
final class BeginMode {

    private BeginMode() {}

    static void set(SQLiteConnection connection, TransactionMode mode) {
        connection.getConnectionConfig().setTransactionMode(mode);
        connection.getDatabase().getConfig().setTransactionMode(mode);
    }

    /**
     * The mode of the next transaction. With {@code jdbc.explicit_readonly} it is never DEFERRED: sqlite-jdbc begins all those
     * IMMEDIATE, too, that are not declared read-only.
     */
    static TransactionMode of(SQLiteConnection connection) {
        TransactionMode mode = connection.getConnectionConfig().getTransactionMode();
        boolean explicit = connection.getDatabase().getConfig().isExplicitReadOnly();
        return mode == null || mode == TransactionMode.DEFERRED && explicit ? TransactionMode.IMMEDIATE : mode;
    }
}
