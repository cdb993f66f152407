package dev.honker.internal.access;

import dev.honker.DatabaseReplacedException;
import dev.honker.HonkerClosedException;
import dev.honker.HonkerException;
import dev.honker.WatcherStatus;
import dev.honker.WriterLockStatus;
import dev.honker.internal.check.Loggers;
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

    private static final System.Logger LOG = Loggers.DATABASE;

    private final ConnectionSource connections;
    private final FileCondition condition = new FileCondition();
    private final ThreadLocal<@Nullable Connection> current = new ThreadLocal<>();
    private final ThreadLocal<@Nullable Scope> scopes = new ThreadLocal<>();
    private volatile boolean closed;

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
        condition.requireSame();
        return ask(connection -> {
            condition.requireSame(connection);
            return work.run(connection);
        });
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
            condition.note(failure);
            throw failure;
        }
    }

    /**
     * Runs a caller's code in a transaction, which commits when it returns and rolls back when it throws. Inside an open one of
     * the same thread it is a savepoint instead.
     */
    public <T, X extends Exception> T transaction(TransactionWork<T, X> work) throws X {
        requireOpen();
        condition.requireSame();
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
            requireSameFile(connection);
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

    private void requireSameFile(Connection connection) {
        try {
            condition.requireSame(connection);
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
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
        return ask(condition::watcher);
    }

    /** What happened at the file's write lock. Takes a connection and runs no SQL. */
    public WriterLockStatus writerLock() {
        return ask(Sessions::writerLock);
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
