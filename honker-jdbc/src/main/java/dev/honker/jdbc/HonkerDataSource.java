package dev.honker.jdbc;

import dev.honker.UpdateEvents;
import dev.honker.internal.sqlite.HonkerSqliteConnection;
import dev.honker.internal.sqlite.PlainConnections;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Clock;
import java.util.Objects;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source of honker connections, for pools and containers. It does not pool: each call opens a connection. Thread-safe
 * once it is configured.
 */
public final class HonkerDataSource implements DataSource {

    private final @Nullable DataSource plain;
    private String url = HonkerUrl.PREFIX;
    private Properties properties = new Properties();
    private @Nullable PrintWriter logWriter;
    private int loginTimeout;

    /** Null is the system's, which SQLite reads by itself. */
    private @Nullable Clock clock;

    /** Makes a data source that wants {@link #setUrl} before its first connection. */
    public HonkerDataSource() {
        this.plain = null;
    }

    /** Makes a data source of that URL, {@code jdbc:honker:sqlite:...}. */
    public HonkerDataSource(String url) {
        this.plain = null;
        setUrl(url);
    }

    private HonkerDataSource(DataSource plain) {
        this.plain = plain;
    }

    /**
     * Adds honker to an existing data source or pool on plain sqlite-jdbc that cannot be given another URL: its connections get
     * every SQL function, and wake subscribers when they commit. Their transactions, locks and errors stay sqlite-jdbc's; where
     * the URL can be changed, change it instead.
     *
     * @param plain a data source whose connections unwrap to {@code org.sqlite.SQLiteConnection}; honker's own is as good
     */
    public static HonkerDataSource wrap(DataSource plain) {
        return new HonkerDataSource(Objects.requireNonNull(plain, "wrap(plain): plain must not be null"));
    }

    /** Sets the URL of the connections to come. */
    public void setUrl(String url) {
        this.url = Objects.requireNonNull(url, "setUrl(url): url must not be null");
    }

    /** The URL of the connections to come. */
    public String getUrl() {
        return url;
    }

    /** Sets the connection properties, those of {@link HonkerProperty} and sqlite-jdbc's own; they win over the URL's. */
    public void setProperties(Properties properties) {
        this.properties = (Properties) properties.clone();
    }

    /** A copy of the connection properties. */
    public Properties getProperties() {
        return (Properties) properties.clone();
    }

    /**
     * Sets the clock that governs everything with a time in it on the connections to come: when jobs are due and claims, locks and
     * results end, what the tables note as the time of a row. Meant for tests: {@code unixepoch()} without arguments, which the
     * tables' defaults call too, then reads this clock; SQLite's other functions of time don't. A clock that implements
     * {@link dev.honker.ClockChanges} wakes what sleeps until a time when it is set. Programs in other languages, and
     * connections that don't come from this data source, keep the system's clock. The system's clock of any zone is the default.
     *
     * <p>A wrapped data source has to be given its clock before its connections are used.
     */
    public void setClock(Clock clock) {
        Objects.requireNonNull(clock, "setClock(clock): clock must not be null");
        // why: the system's clock needs no function of ours; its zone is of no concern here
        boolean system = clock.getClass() == Clock.systemUTC().getClass();
        this.clock = system ? null : clock;
    }

    /** The clock of the connections to come; if it is the system's, that of UTC. */
    public Clock getClock() {
        return clock == null ? Clock.systemUTC() : clock;
    }

    /**
     * Opens a connection, or takes one from the wrapped data source. Blocks as that does.
     *
     * @throws SQLException if it can't be opened as configured, or the wrapped data source is none of sqlite-jdbc
     */
    @Override
    public Connection getConnection() throws SQLException {
        if (plain == null) {
            if (url.equals(HonkerUrl.PREFIX)) {
                throw new SQLException(
                        "this data source has no URL yet: call setUrl(\"jdbc:honker:sqlite:FILE\") first, or set its property"
                                + " url",
                        "08001");
            }
            if (!HonkerUrl.accepts(url)) {
                throw new SQLException(
                        "the URL " + url + " does not begin with " + HonkerUrl.PREFIX + "; set it to "
                                + HonkerUrl.PREFIX + "FILE",
                        "08001");
            }
            return HonkerSqliteConnection.open(HonkerUrl.parse(url, properties).withClock(clock));
        }
        return attach(plain.getConnection());
    }

    /** As {@link #getConnection()}: SQLite has no users, so both arguments are only handed on to a wrapped data source. */
    @Override
    public Connection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
        return plain == null ? getConnection() : attach(plain.getConnection(user, password));
    }

    /**
     * Subscribes to the commits of this data source's database file, made by any connection of any process. Takes a connection
     * for the moment, to learn which file it is; waiting needs none.
     *
     * @return a subscription to be closed by the caller
     * @throws SQLException if no connection can be had, or the watcher cannot be started as configured
     */
    public UpdateEvents updateEvents() throws SQLException {
        try (Connection connection = getConnection()) {
            return connection.isWrapperFor(HonkerConnection.class)
                    ? connection.unwrap(HonkerConnection.class).updateEvents()
                    : PlainConnections.subscribe(connection);
        }
    }

    private Connection attach(Connection connection) throws SQLException {
        try {
            PlainConnections.attach(connection, clock);
            return connection;
        } catch (SQLException | RuntimeException | Error e) {
            try {
                connection.close();
            } catch (SQLException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        if (plain != null) {
            return plain.unwrap(type);
        }
        throw new SQLException("a honker data source is no " + type.getName());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || plain != null && plain.isWrapperFor(type);
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return logWriter;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter writer) {
        this.logWriter = writer;
    }

    @Override
    public int getLoginTimeout() {
        return loginTimeout;
    }

    /** Kept for {@link #getLoginTimeout()}; opening a file has no log-in. */
    @Override
    public void setLoginTimeout(int seconds) {
        this.loginTimeout = seconds;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("honker logs by System.Logger, not by java.util.logging");
    }
}
