package dev.honker.internal.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import org.sqlite.SQLiteConnection;

/**
 * A moment in the life of a physical connection in manual-commit mode, to tell later whether the transaction of that moment has
 * ended, even if nothing was done in it; thread-safe.
 */
public final class TransactionMark {

    private final SQLiteConnection physical;
    private final AtomicLong ends;
    private final long before;

    private TransactionMark(SQLiteConnection physical, AtomicLong ends) {
        this.physical = physical;
        this.ends = ends;
        this.before = ends.get();
    }

    /**
     * The present moment of the connection's physical one.
     *
     * @throws SQLException if the connection is closed, none of sqlite-jdbc, or its database is in memory
     */
    public static TransactionMark of(Connection connection) throws SQLException {
        SQLiteConnection physical = PlainConnections.sqlite(connection);
        return new TransactionMark(
                physical,
                physical instanceof HonkerSqliteConnection honker
                        ? honker.transactionEnds()
                        : PlainConnections.ends(physical));
    }

    /** Whether the transaction has been ended since, or the physical connection closed. */
    public boolean hasEnded() throws SQLException {
        return ends.get() != before || physical.isClosed() || physical.getAutoCommit();
    }

    /** Whether this is the same physical connection. */
    public boolean isOf(Connection connection) throws SQLException {
        return PlainConnections.sqlite(connection) == physical;
    }
}
