package dev.honker.internal.access;

import java.sql.Connection;
import java.sql.SQLException;

/** Where short work gets its connection from; thread-safe. */
public interface ConnectionSource {

    /**
     * Takes a connection in autocommit mode, or the one of a transaction that the caller has open outside and that is to be
     * joined: that is in manual-commit mode and stays so. Blocks until there is one, as the source does.
     *
     * @throws SQLException if none can be had
     */
    Connection take() throws SQLException;

    /** Gives back a connection in the mode in which it was taken. */
    void giveBack(Connection connection) throws SQLException;

    /**
     * Gives back a connection whose file was replaced, so that nobody gets it again.
     *
     * @throws SQLException if that fails; it is given back all the same
     */
    void discard(Connection connection) throws SQLException;

    /** Closes what the source owns; connections in use are closed as they come back. */
    void close() throws SQLException;
}
