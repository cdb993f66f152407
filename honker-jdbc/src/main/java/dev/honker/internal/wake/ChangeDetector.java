package dev.honker.internal.wake;

import dev.honker.HonkerSqlException;
import dev.honker.internal.check.Loggers;
import dev.honker.internal.check.Quietly;
import dev.honker.internal.check.ResultCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether somebody committed since the last time it was asked, over failures and new connections; not thread-safe, but
 * for {@link #isConnected}. When it cannot know, it says yes: a wake too many is allowed, a missed one is not.
 */
final class ChangeDetector {

    private static final Logger LOG = Loggers.WATCHER;
    private static final long FIRST_RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LAST_RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Path path;
    private final ProbeOpener opener;
    private volatile @Nullable Probe probe;
    private boolean known;
    private long version;
    private long retryNanos = FIRST_RETRY_NANOS;
    private long retryAt = System.nanoTime();

    ChangeDetector(Path path, ProbeOpener opener) {
        this.path = path;
        this.opener = opener;
    }

    /**
     * Connects and reads where to count from. A lock in the way is not an error: then the first number that can be read
     * counts as a change.
     *
     * @throws SQLException if the file cannot be read at all
     */
    void connect() throws SQLException {
        try {
            Probe opened = opener.open(path);
            probe = opened;
            version = opened.dataVersion();
            known = true;
        } catch (SQLException e) {
            if (!isBusy(e)) {
                closeProbe();
                throw e;
            }
            known = false;
        }
    }

    /**
     * True if somebody may have committed.
     *
     * @throws HonkerSqlException if the file is damaged, which no new connection changes
     */
    boolean changed() {
        Probe current = probe;
        if (current == null) {
            return reconnected();
        }
        try {
            long now = current.dataVersion();
            if (known && now == version) {
                return false;
            }
            version = now;
            known = true;
            return true;
        } catch (SQLException e) {
            if (isBusy(e)) {
                return false;
            }
            requireUndamaged(e);
            lose(e);
            return true;
        }
    }

    /** Whether it has a connection now; for any thread. */
    boolean isConnected() {
        return probe != null;
    }

    /** Gives the connection up because of this; the next {@link #changed} makes a new one. */
    void lose(Throwable cause) {
        boolean isNews = probe != null;
        closeProbe();
        if (isNews) {
            retryNanos = FIRST_RETRY_NANOS;
            retryAt = System.nanoTime() + retryNanos;
            Quietly.run(() -> LOG.log(
                    Level.WARNING,
                    "honker: lost sight of " + path + ", woke all subscribers and will reconnect",
                    cause));
        }
    }

    /** The journal mode, or why it cannot be had. */
    String journalMode() throws SQLException {
        Probe current = probe;
        if (current == null) {
            throw new SQLException("no connection to " + path + " yet");
        }
        return current.journalMode();
    }

    /** The size of the database's pages, or why it cannot be had. */
    long pageBytes() throws SQLException {
        Probe current = probe;
        if (current == null) {
            throw new SQLException("no connection to " + path + " yet");
        }
        return current.pageBytes();
    }

    /** Closes the connection; what fails then is logged. */
    void closeProbe() {
        Probe current = probe;
        probe = null;
        known = false;
        if (current != null) {
            try {
                current.close();
            } catch (SQLException | RuntimeException | Error e) {
                Quietly.run(() ->
                        LOG.log(Level.WARNING, "honker: closing the watcher's connection to " + path + " failed", e));
            }
        }
    }

    private boolean reconnected() {
        long now = System.nanoTime();
        if (now - retryAt < 0) {
            return false;
        }
        retryNanos = Math.min(2 * retryNanos, LAST_RETRY_NANOS);
        retryAt = now + retryNanos;
        try {
            connect();
        } catch (SQLException e) {
            requireUndamaged(e);
            Quietly.run(() -> LOG.log(Level.DEBUG, "honker: no connection to " + path + " yet", e));
        }
        boolean connected = probe != null;
        if (connected) {
            Quietly.run(() -> LOG.log(Level.INFO, "honker: watching {0} again", path));
        }
        return connected;
    }

    private void requireUndamaged(SQLException e) {
        HonkerSqlException failure =
                new HonkerSqlException("the database file " + path + " is damaged: " + e.getMessage(), e);
        if (failure.isCorruption()) {
            throw failure;
        }
    }

    /** SQLITE_BUSY or SQLITE_LOCKED, with or without an extended code. */
    private static boolean isBusy(SQLException e) {
        return ResultCode.isBusy(e.getErrorCode());
    }
}
