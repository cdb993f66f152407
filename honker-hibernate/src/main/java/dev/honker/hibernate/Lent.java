package dev.honker.hibernate;

import dev.honker.ConnectionLender.ConnectionWork;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What work on a connection came to, kept until Hibernate is left: it would make an exception of its own of the driver's. For one
 * thread.
 */
final class Lent<T> {

    private @Nullable T value;
    private @Nullable SQLException sqlFailure;
    private @Nullable RuntimeException failure;

    void work(ConnectionWork<T> work, Connection connection) {
        try {
            value = work.on(connection);
        } catch (SQLException e) {
            sqlFailure = e;
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    @SuppressWarnings("NullAway") // why: the work may well return null
    T get() throws SQLException {
        if (sqlFailure != null) {
            throw sqlFailure;
        }
        if (failure != null) {
            throw failure;
        }
        return value;
    }
}
