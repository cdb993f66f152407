package dev.honker.internal.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Tells the wrapper of a pool that its connection is used: operations of the Java API go past it, and a pool rolls back what a
 * caller has left open only if it has seen a statement in that transaction; otherwise it would be committed when the pool
 * switches autocommit on again. For the thread that runs the connection.
 */
final class WrapperUse {

    private @Nullable Connection seen;
    private long end;

    /**
     * Runs an empty batch through the wrapper.
     *
     * @param transactionEnds how many transactions have ended on the connection: once in each is enough
     */
    void tell(Connection wrapper, long transactionEnds) throws SQLException {
        if (wrapper != seen || end != transactionEnds) {
            tell(wrapper);
            seen = wrapper;
            end = transactionEnds;
        }
    }

    static void tell(Connection wrapper) throws SQLException {
        try (Statement statement = wrapper.createStatement()) {
            // why a batch: an empty one costs no SQL, and pools take it for what a batch may be
            statement.executeBatch();
        }
    }
}
