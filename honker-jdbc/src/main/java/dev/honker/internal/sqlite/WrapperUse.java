package dev.honker.internal.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

/**
 * Lets the wrapper of a connection know that the connection is used. Operations of the Java API go past the wrapper, but some pools
 * only hand on a rollback, or roll back what a caller has left open, if they have seen a use of the connection in that transaction.
 *
 * <p>A call of {@code getMetaData()} is such a use for every known pool, because what it returns can run queries; it costs no SQL, and
 * listeners for queries don't hear of it. That it is enough is proved, not assumed: in a transaction in which nothing was done yet, a
 * {@code rollback()} through the wrapper has to arrive. If it doesn't, a statement is tried, and if that isn't enough either, the
 * wrapper is refused. This happens once for each class of wrappers that a connection meets.
 *
 * <p>For the thread that runs the connection.
 */
final class WrapperUse {

    private final AtomicLong transactionEnds;
    private final BooleanSupplier untouched;
    private final Map<Class<?>, Signal> proved = new WeakHashMap<>(2);
    private @Nullable Connection seen;
    private long end;

    /**
     * For the wrappers of one connection.
     *
     * @param transactionEnds counts the transactions that have ended on the connection, also those in which nothing was done
     * @param untouched whether a rollback now would take nothing back
     */
    WrapperUse(AtomicLong transactionEnds, BooleanSupplier untouched) {
        this.transactionEnds = transactionEnds;
        this.untouched = untouched;
    }

    /** Tells the wrapper of a connection in manual-commit mode, unless it was told in this transaction. */
    void tellOnce(Connection wrapper) throws SQLException {
        long ends = transactionEnds.get();
        if (wrapper == seen && end == ends) {
            return;
        }
        if (untouched.getAsBoolean()) {
            prove(wrapper);
        }
        tell(wrapper);
        seen = wrapper;
        end = transactionEnds.get();
    }

    /** Tells the wrapper. */
    void tell(Connection wrapper) throws SQLException {
        // why: unproved is one whose transaction began with a statement of the application's, which it has seen
        proved.getOrDefault(wrapper.getClass(), Signal.METADATA).give(wrapper);
    }

    /** Forgets that the wrapper was told in this transaction: some take a rollback to a savepoint for the end of it. */
    void forget() {
        seen = null;
    }

    /** Finds out what to tell wrappers of this class, in manual-commit mode and a transaction in which nothing was done. */
    void prove(Connection wrapper) throws SQLException {
        if (!proved.containsKey(wrapper.getClass())) {
            proved.put(wrapper.getClass(), find(wrapper));
        }
    }

    /** As {@link #prove}, on a connection in autocommit mode, which it is in again afterwards. */
    void proveInAutoCommit(Connection wrapper) throws SQLException {
        if (!proved.containsKey(wrapper.getClass())) {
            wrapper.setAutoCommit(false);
            try {
                prove(wrapper);
            } finally {
                wrapper.setAutoCommit(true);
            }
        }
    }

    private Signal find(Connection wrapper) throws SQLException {
        // why: inside a JTA transaction Agroal throws a connection away that somebody calls rollback() on; it counts
        // nothing
        if (wrapper.getClass().getName().startsWith("io.agroal.pool.wrapper.")) {
            return Signal.METADATA;
        }
        for (Signal signal : Signal.values()) {
            long before = transactionEnds.get();
            signal.give(wrapper);
            try {
                wrapper.rollback();
            } catch (SQLException e) {
                // why: whoever refuses it, such as a manager of distributed transactions, ends them without the wrapper
                return signal;
            }
            if (transactionEnds.get() != before) {
                return signal;
            }
        }
        throw SqlErrors.of(
                SQLiteErrorCode.SQLITE_MISUSE,
                SqlErrors.INVALID_TRANSACTION_STATE,
                "honker can't be used through a " + wrapper.getClass().getName()
                        + ": its rollback() doesn't reach SQLite, so that"
                        + " what honker writes would stay although its transaction was rolled back. Use another pool or wrapper, or"
                        + " take connection.unwrap(HonkerConnection.class) and call commit() and rollback() on that");
    }

    /** What a wrapper may take for a use of its connection; the quiet one first. */
    enum Signal {
        METADATA {
            @Override
            void give(Connection wrapper) throws SQLException {
                wrapper.getMetaData();
            }
        },
        STATEMENT {
            @Override
            void give(Connection wrapper) throws SQLException {
                try (Statement statement = wrapper.createStatement()) {
                    statement.executeQuery("SELECT 1").close();
                }
            }
        };

        abstract void give(Connection wrapper) throws SQLException;
    }
}
