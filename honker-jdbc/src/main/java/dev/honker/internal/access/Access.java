package dev.honker.internal.access;

import dev.honker.HonkerException;
import dev.honker.Transaction;
import dev.honker.internal.check.Rollbacks;
import dev.honker.internal.wake.CommitSubscription;
import java.sql.Connection;
import java.time.ZoneId;
import java.util.function.BooleanSupplier;

/** How a handle reaches the database; thread-safe, except that a bound one is for the thread of its connection. */
public interface Access extends Rollbacks {

    /**
     * Runs one operation of the engine: one that reads, or that writes atomically by itself.
     *
     * @throws dev.honker.HonkerSqlException if SQLite refuses or fails
     * @throws dev.honker.HonkerClosedException if the database or the transaction has ended
     */
    <T> T call(Operation<T> operation);

    /** Runs several operations of the engine as one; {@code what} names them in messages. */
    default <T> T unit(String what, Operation<T> operation) {
        return call(session -> session.atomically(what, () -> operation.run(session)));
    }

    /**
     * Whether operations run on a caller's connection.
     *
     * @return true if so: then nothing here commits, waits or starts threads
     */
    boolean isBound();

    /** Whether what this thread does here now becomes lasting only with a transaction that is open already. */
    boolean isInTransaction();

    /** Never, where nobody tells. */
    @Override
    default BooleanSupplier rolledBack() {
        return () -> false;
    }

    /**
     * Subscribes to the file's commits; to be closed by the caller.
     *
     * @throws HonkerException if this access is bound
     */
    CommitSubscription subscribe();

    /**
     * What time it is in this database.
     *
     * @throws dev.honker.HonkerSqlException if that has to be asked of a connection, at the first call, and none can be had
     */
    Time time();

    /**
     * The zone in which the connections resolve schedules.
     *
     * @throws dev.honker.HonkerSqlException if that has to be asked of a connection, at the first call, and none can be had
     */
    ZoneId zone();

    /** Throws a {@link dev.honker.HonkerClosedException} if the database or the transaction has ended. */
    void requireOpen();

    /** Refuses what only a handle of a database can do. */
    default void requireUnbound(String what) {
        if (isBound()) {
            throw new HonkerException(
                    what + " waits or runs in the background, so it can't be part of a transaction: call it"
                            + " on a handle of the Database, not on one of a Transaction or Connection");
        }
    }

    /** Refuses what waits for others while this thread's transaction keeps them from writing. */
    default void requireNoTransaction(String what) {
        requireUnbound(what);
        if (isInTransaction()) {
            throw new HonkerException(
                    what + " waits for what others write, but the transaction that this thread has open keeps them"
                            + " from writing: call it before the transaction or after it");
        }
    }

    /** The access to a caller's transaction. */
    static Access of(Transaction transaction) {
        return transaction instanceof AccessHolder holder ? holder.access() : of(transaction.connection());
    }

    /** The access to whatever transaction a caller's connection is in. */
    static Access of(Connection connection) {
        return new BoundAccess(connection, () -> {}, () -> () -> false);
    }
}
