package dev.honker;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Lends the connection that a tool's transaction is on, for as long as one operation takes: for tools that keep their connection
 * to themselves and may change it between two transactions, such as the sessions of object-relational mappers. As thread-safe
 * as the tool.
 */
public interface ConnectionLender {

    /**
     * Runs the work on the tool's connection, exactly once and in the calling thread, and hands on what it returns. What it
     * throws must leave this method unchanged, so that callers see the driver's own error.
     *
     * @param work neither closes the connection nor ends its transaction
     * @throws SQLException the work's, or the tool's if it has no connection to lend
     */
    <T> T lend(ConnectionWork<T> work) throws SQLException;

    /** What is done on a connection while it is lent. */
    @FunctionalInterface
    interface ConnectionWork<T> {

        /** Does it; the connection may not be kept. */
        T on(Connection connection) throws SQLException;
    }
}
