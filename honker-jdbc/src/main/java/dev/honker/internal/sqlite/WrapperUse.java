package dev.honker.internal.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Tells the wrapper of a pool that its connection is used: operations of the Java API go past it, and a pool rolls back what a
 * caller has left open only if it has seen a statement in that transaction; otherwise it would be committed when the pool
 * switches autocommit on again. For the thread that runs the connection.
 */
final class WrapperUse {

    private final AtomicLong transactionEnds;
    private @Nullable Connection seen;
    private long end;

    /** {@code transactionEnds} counts the transactions that have ended on the connection. */
    WrapperUse(AtomicLong transactionEnds) {
        this.transactionEnds = transactionEnds;
    }

    /** Tells the wrapper, unless it was told in this transaction. */
    void tellOnce(Connection wrapper) throws SQLException {
        long ends = transactionEnds.get();
        if (wrapper != seen || end != ends) {
            tell(wrapper);
            seen = wrapper;
            end = ends;
        }
    }

    /** Runs an empty batch through the wrapper. */
    static void tell(Connection wrapper) throws SQLException {
        try (Statement statement = wrapper.createStatement()) {
            // why a batch: an empty one costs no SQL, and pools take it for what a batch may be
            statement.executeBatch();
        }
    }
}
