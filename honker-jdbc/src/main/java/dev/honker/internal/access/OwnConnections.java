package dev.honker.internal.access;

import dev.honker.HonkerClosedException;
import dev.honker.HonkerException;
import dev.honker.HonkerTimeoutException;
import dev.honker.internal.runtime.Loop;
import dev.honker.internal.wake.Nanos;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** The connections of a database that honker opened itself: opened as needed, kept, bounded; thread-safe. */
public final class OwnConnections implements ConnectionSource {

    private final DataSource opener;
    private final int most;
    private final Duration patience;
    private final Semaphore free;
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
    /**
     * Those that loops took when all were in use: handlers that hold every connection must not keep the heartbeats of their own
     * claims from being written.
     */
    private final Map<Connection, Boolean> extra = new ConcurrentHashMap<>();

    private volatile boolean closed;

    /**
     * Opens nothing yet.
     *
     * @param opener opens a new connection with each call
     * @param most how many there are at a time, apart from those of loops
     * @param patience how long to wait for one that is in use
     */
    public OwnConnections(DataSource opener, int most, Duration patience) {
        this.opener = opener;
        this.most = most;
        this.patience = patience;
        this.free = new Semaphore(most);
    }

    @Override
    public Connection take() throws SQLException {
        boolean counted = free.tryAcquire();
        if (!counted && !Loop.isLoopThread()) {
            awaitFree();
            counted = true;
        }
        try {
            if (closed) {
                throw new HonkerClosedException("the database is closed");
            }
            // why the latest: its cache and its prepared statements are warm
            Connection connection = idle.pollFirst();
            if (connection == null) {
                connection = opener.getConnection();
            }
            if (!counted) {
                extra.put(connection, Boolean.TRUE);
            }
            return connection;
        } catch (SQLException | RuntimeException | Error e) {
            if (counted) {
                free.release();
            }
            throw e;
        }
    }

    @Override
    public void giveBack(Connection connection) throws SQLException {
        // why first: as soon as it is idle, another loop may take it and note it anew
        boolean counted = extra.isEmpty() || extra.remove(connection) == null;
        try {
            if (closed || connection.isClosed() || !connection.getAutoCommit()) {
                // why: one that is still in a transaction could not end it; closing rolls it back
                connection.close();
                return;
            }
            idle.addFirst(connection);
            if (closed) {
                closeIdle();
            }
        } finally {
            if (counted) {
                free.release();
            }
        }
    }

    @Override
    public void discard(Connection connection) throws SQLException {
        try (connection) {
            if (extra.remove(connection) == null) {
                free.release();
            }
        }
    }

    @Override
    public void close() throws SQLException {
        closed = true;
        closeIdle();
    }

    private void closeIdle() throws SQLException {
        SQLException failure = null;
        for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
            try {
                connection.close();
            } catch (SQLException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void awaitFree() {
        try {
            if (free.tryAcquire(Nanos.of(patience), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HonkerException("interrupted while waiting for a free connection", e);
        }
        throw new HonkerTimeoutException("no connection was free within " + patience.toMillis() + " ms: all " + most
                + " are in use, by transactions or handlers that hold one for long; shorten them, or raise"
                + " OpenOptions.maxReaders");
    }
}
