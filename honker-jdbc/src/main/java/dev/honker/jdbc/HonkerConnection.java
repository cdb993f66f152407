package dev.honker.jdbc;

import dev.honker.UpdateEvents;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;

/**
 * What a honker connection offers beyond JDBC; reached by {@code connection.unwrap(HonkerConnection.class)}, also through a
 * pool. Like any JDBC connection it is used by one thread at a time, except {@link #updateEvents()}, {@link #clock()},
 * {@code abort} and {@code close}, which any thread may call.
 */
public interface HonkerConnection extends Connection {

    /**
     * Subscribes to the commits of this connection's database file, made by any connection of any process. The subscription
     * is independent of this connection: it outlives it, and waiting on it runs no SQL here. Blocks until the file's watcher
     * stands, a few milliseconds at most, so that no commit after this call is missed.
     *
     * @return a subscription to be closed by the caller
     * @throws SQLException if the connection is closed or the watcher cannot be started as configured
     * @throws dev.honker.DatabaseReplacedException if the file that this connection has open is no longer the one at its path
     */
    UpdateEvents updateEvents() throws SQLException;

    /**
     * The clock that governs everything with a time in it on this connection: the one of {@link HonkerDataSource#setClock}, else
     * the system's. Any thread may ask, also after the connection was closed.
     */
    Clock clock();
}
