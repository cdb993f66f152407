package dev.honker.internal.access;

import dev.honker.internal.sqlite.Sessions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;

/** Runs a caller's code as a transaction, or as a part of one; stateless. */
final class TransactionRun {

    private TransactionRun() {}

    /**
     * On a connection in autocommit mode, a transaction that commits when the code returns and rolls back when it throws; in
     * manual-commit mode, a savepoint in the transaction that is open.
     */
    static <T, X extends Exception> T run(Connection connection, DatabaseAccess.TransactionWork<T, X> work) throws X {
        if (!begin(connection)) {
            return savepoint(connection, work);
        }
        try {
            T result = work.run(connection);
            commit(connection);
            return result;
        } catch (Throwable e) {
            rollback(connection, e);
            throw e;
        }
    }

    /** False if the connection has a transaction open. */
    private static boolean begin(Connection connection) {
        try {
            if (!connection.getAutoCommit()) {
                return false;
            }
            connection.setAutoCommit(false);
            return true;
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    private static void commit(Connection connection) {
        try {
            Sessions.commit(connection);
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }

    private static void rollback(Connection connection, Throwable failure) {
        try {
            if (connection.isClosed()) {
                return;
            }
            if (Sessions.isAutoCommit(connection)) {
                // why: plain sqlite-jdbc is in this mode also after a commit that failed and left the transaction open
                try (Statement statement = connection.createStatement()) {
                    statement.execute("ROLLBACK");
                }
            } else {
                Sessions.rollback(connection);
            }
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private static <T, X extends Exception> T savepoint(
            Connection connection, DatabaseAccess.TransactionWork<T, X> work) throws X {
        Savepoint savepoint = setSavepoint(connection);
        T result;
        try {
            result = work.run(connection);
        } catch (Throwable e) {
            try {
                connection.rollback(savepoint);
                connection.releaseSavepoint(savepoint);
            } catch (SQLException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
        try {
            connection.releaseSavepoint(savepoint);
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
        return result;
    }

    private static Savepoint setSavepoint(Connection connection) {
        try {
            return connection.setSavepoint();
        } catch (SQLException e) {
            throw SqlFailures.of(e);
        }
    }
}
