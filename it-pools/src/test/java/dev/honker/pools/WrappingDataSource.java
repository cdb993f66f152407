package dev.honker.pools;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Hands out connections in wrappers; thread-safe if the others are. */
final class WrappingDataSource implements DataSource {

    private final Source connections;
    private final UnaryOperator<Connection> wrap;

    WrappingDataSource(DataSource connections, UnaryOperator<Connection> wrap) {
        this(connections::getConnection, wrap);
    }

    WrappingDataSource(Source connections, UnaryOperator<Connection> wrap) {
        this.connections = connections;
        this.wrap = wrap;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return wrap.apply(connections.get());
    }

    @Override
    public Connection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
        return getConnection();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter writer) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("");
    }

    /** Where connections come from. */
    @FunctionalInterface
    interface Source {
        Connection get() throws SQLException;
    }
}
