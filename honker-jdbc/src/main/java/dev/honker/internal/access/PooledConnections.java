package dev.honker.internal.access;

import dev.honker.internal.sqlite.Sessions;
import dev.honker.internal.sqlite.TransactionMark;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** The connections of an application's data source, which stays the application's; thread-safe. */
public final class PooledConnections implements ConnectionSource {

    private final DataSource dataSource;

    /** Those that came in manual-commit mode, as the pool wants them back. */
    private final Map<Connection, Boolean> manual = new ConcurrentHashMap<>();

    /** Takes connections from the data source as they are needed. */
    public PooledConnections(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * A connection in manual-commit mode is either a pool's that is configured so, or the one of a transaction that the caller
     * has open, as transaction-aware data sources hand it out. They can't be told apart by asking: the transaction may be one
     * in which nothing was done yet. But closing the pool's ends its transaction, and closing the other does nothing.
     */
    @Override
    public Connection take() throws SQLException {
        Connection connection = dataSource.getConnection();
        TransactionMark mark;
        try {
            if (connection.getAutoCommit()) {
                return connection;
            }
            // why: pools leave a connection alone that was not used
            Sessions.use(connection);
            mark = TransactionMark.of(connection);
        } catch (SQLException | RuntimeException | Error e) {
            Closing.after(e, connection);
            throw e;
        }
        connection.close();
        Connection again = dataSource.getConnection();
        try {
            if (again.getAutoCommit() || !mark.hasEnded() && isEverybodys(mark, again)) {
                return again;
            }
            again.setAutoCommit(true);
            manual.put(again, Boolean.TRUE);
            return again;
        } catch (SQLException | RuntimeException | Error e) {
            Closing.after(e, again);
            throw e;
        }
    }

    /** Begins a transaction, which is refused on a connection whose file was replaced. */
    private static void read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery("SELECT count(*) FROM sqlite_schema").close();
        }
    }

    /** Whether the data source hands out what is in use, for there are pools that don't end transactions either. */
    private boolean isEverybodys(TransactionMark mark, Connection inUse) throws SQLException {
        if (!mark.isOf(inUse)) {
            return false;
        }
        try (Connection second = dataSource.getConnection()) {
            return mark.isOf(second);
        }
    }

    @Override
    public void giveBack(Connection connection) throws SQLException {
        try (connection) {
            if (manual.remove(connection) != null) {
                connection.setAutoCommit(false);
            }
        }
    }

    /** Runs a statement through the pool's wrapper: pools throw a connection away only for an error that passes through them. */
    @Override
    public void discard(Connection connection) throws SQLException {
        try {
            read(connection);
        } catch (SQLException e) {
            // why: this is the error that the pool was to see
            manual.remove(connection);
            connection.close();
            return;
        }
        giveBack(connection);
    }

    @Override
    public void close() {}
}
