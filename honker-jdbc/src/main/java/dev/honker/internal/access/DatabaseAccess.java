package dev.honker.internal.access;

import dev.honker.DatabaseReplacedException;
import dev.honker.HonkerClosedException;
import dev.honker.HonkerException;
import dev.honker.WatcherState;
import dev.honker.WatcherStatus;
import dev.honker.WriterLockStatus;
import dev.honker.internal.sqlite.Sessions;
import dev.honker.internal.wake.CommitSubscription;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The access of a database's own handles; thread-safe. An operation runs in the transaction that its thread has open here, or
 * else in a short one of its own.
 */
public final class DatabaseAccess implements Access {

    private static final System.Logger LOG = System.getLogger(DatabaseAccess.class.getName());

    private final ConnectionSource connections;
    private final ThreadLocal<@Nullable Connection> current = new ThreadLocal<>();
    private final ThreadLocal<@Nullable Scope> scopes = new ThreadLocal<>();
    private volatile boolean closed;

    /** By what a connection found that the file was replaced; null while none has. */
    private volatile @Nullable HonkerException replaced;

    /** Null until somebody wants to know: asking takes a connection. */
    private volatile @Nullable Time time;

    /** Null until somebody wants to know, as {@link #time}. */
    private volatile @Nullable ZoneId zone;

    /** Takes connections from this source, and closes it in the end. */
    public DatabaseAccess(ConnectionSource connections) {
        this.connections = connections;
    }

    @Override
    public <T> T call(Operation<T> operation) {
        return onConnection(connection -> operation.run(Sessions.of(connection)));
    }

    /** Runs work on the thread's open transaction, or on a connection in autocommit mode. */
    public <T> T onConnection(ConnectionWork<T> work) {
        requireSameFile();
        return ask(work);
    }

    /** As {@link #onConnection}, for questions about the file that are answered also after it was replaced. */
    private <T> T ask(ConnectionWork<T> work) {
        requireOpen();
        try {
            Connection open = current.get();
            if (open != null) {
                return work.run(open);
            }
            Connection connection = connections.take();
            T result;
            try {
                result = work.run(connection);
            } catch (SQLException | RuntimeException | Error e) {
                giveBackAfter(e, connection);
                throw e;
            }
            giveBack(connection);
            return result;
        } catch (SQLException e) {
            HonkerException failure = SqlFailures.of(e);
            if (failure instanceof DatabaseReplacedException) {
                replaced = failure;
            }
            throw failure;
        }
    }

    /**
     * Refuses everything once one connection has found the file replaced.
     *
     * <p>why: a connection that is opened later has the new file, and work would be spread over both
     */
    private void requireSameFile() {
        HonkerException known = replaced;
        if (known != null) {
            HonkerException again = new DatabaseReplacedException(known.getMessage());
            again.initCause(known);
            throw again;
        }
    }

    /**
     * Runs a caller's code in a transaction, which commits when it returns and rolls back when it throws. Inside an open one of
     * the same thread it is a savepoint instead.
     */
    public <T, X extends Exception> T transaction(TransactionWork<T, X> work) throws X {
        requireOpen();
        requireSameFile();
        Connection open = current.get();
        return open != null ? scoped(open, work) : newTransaction(work);
    }

    private <T, X extends Exception> T scoped(Connection connection, TransactionWork<T, X> work) throws X {
        Scope outer = scopes.get();
        Scope scope = new Scope(outer);
        scopes.set(scope);
        try {
            return TransactionRun.run(connection, work);
        } catch (Throwable e) {
            scope.rollBack();
            throw e;
        } finally {
            if (outer == null) {
                scopes.remove();
            } else {
                scopes.set(outer);
            }
        }
    }

    @Override
    public BooleanSupplier rolledBack() {
        Scope scope = scopes.get();
        return scope == null ? () -> false : scope::isRolledBack;
    }

    private <T, X extends Exception> T newTransaction(TransactionWork<T, X> work) throws X {
        Connection connection = take();
        current.set(connection);
        T result;
        try {
            result = scoped(connection, work);
        } catch (Throwable e) {
            // why before: giving it back may run what uses this access
            current.remove();
            giveBackAfter(e, connection);
            throw e;
        }
        current.remove();
        giveBack(connection);
        return result;
    }

    private Connection take() {
        try {
            return connections.take();
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    /** Gives back after success. What was done is committed, so the caller must not take it for failed. */
    private void giveBack(Connection connection) {
        try {
            connections.giveBack(connection);
        } catch (SQLException | RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "a connection could not be given back; what was done by it is kept",
                    e);
        }
    }

    private void giveBackAfter(Throwable failure, Connection connection) {
        try {
            if (isReplacement(failure)) {
                connections.discard(connection);
            } else {
                connections.giveBack(connection);
            }
        } catch (SQLException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private static boolean isReplacement(Throwable failure) {
        return failure instanceof DatabaseReplacedException || failure.getCause() instanceof DatabaseReplacedException;
    }

    @Override
    public boolean isBound() {
        return false;
    }

    @Override
    public boolean isInTransaction() {
        return current.get() != null;
    }

    @Override
    public CommitSubscription subscribe() {
        Time mine = time();
        return ClockWokenUpdates.of(mine, onConnection(Sessions::subscribe));
    }

    @Override
    public ZoneId zone() {
        ZoneId known = zone;
        if (known == null) {
            known = ask(Sessions::zone);
            zone = known;
        }
        return known;
    }

    /** How the watcher of the database file is. Takes a connection and runs no SQL. */
    public WatcherStatus watcher() {
        WatcherStatus status = ask(Sessions::watcher);
        HonkerException known = replaced;
        return known == null ? status : replaced(status, known);
    }

    private static WatcherStatus replaced(WatcherStatus status, HonkerException failure) {
        return new WatcherStatus(
                WatcherState.REPLACED,
                status.backend(),
                status.subscribers(),
                status.wakes(),
                status.measuredWakes(),
                status.totalLatency(),
                status.lastLatency(),
                failure);
    }

    /** What happened at the file's write lock. Takes a connection and runs no SQL. */
    public WriterLockStatus writerLock() {
        return onConnection(Sessions::writerLock);
    }

    /** The absolute path of the database file, as SQLite has it. */
    public Path path() {
        return ask(Sessions::path);
    }

    @Override
    public Time time() {
        Time known = time;
        if (known == null) {
            known = ask(connection -> Time.of(Sessions.clock(connection)));
            time = known;
        }
        return known;
    }

    @Override
    public void requireOpen() {
        if (closed) {
            throw new HonkerClosedException("the database is closed");
        }
    }

    /** Whether {@link #close} was called. */
    public boolean isClosed() {
        return closed;
    }

    /** Refuses every later call, and closes the source. */
    public void close() {
        closed = true;
        try {
            connections.close();
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    /** Work on a connection that leaves its transaction alone. */
    @FunctionalInterface
    public interface ConnectionWork<T> {
        T run(Connection connection) throws SQLException;
    }

    /** A caller's code. */
    @FunctionalInterface
    public interface TransactionWork<T, X extends Exception> {
        T run(Connection connection) throws X;
    }
}
