package dev.honker.internal.sqlite;

import dev.honker.WatcherStatus;
import dev.honker.internal.engine.Session;
import dev.honker.internal.file.FileIdentity;
import dev.honker.internal.wake.CommitHint;
import dev.honker.internal.wake.CommitSubscription;
import dev.honker.internal.wake.WatchSettings;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteConnection;

/** Adds honker to connections of plain sqlite-jdbc, once for each physical connection; thread-safe. */
public final class PlainConnections {

    private static final Map<SQLiteConnection, Attached> ATTACHED = new WeakHashMap<>();

    /** Why no monitor: a virtual thread would keep its carrier while SQLite is asked for the connection's file. */
    private static final ReentrantLock GUARD = new ReentrantLock();

    private PlainConnections() {}

    /**
     * Adds the functions, the commit hook and the clock, unless the physical connection has them.
     *
     * @param clock what is to govern everything with a time in it; null means whatever does so already
     * @throws SQLException if the connection is none of sqlite-jdbc, its database is in memory, another clock governs it, or it
     *     comes in a wrapper that keeps rollbacks back
     */
    public static void attach(Connection connection, @Nullable Clock clock) throws SQLException {
        SQLiteConnection sqlite = sqlite(connection);
        attach(sqlite, clock);
        // why deferred: to begin is not to wait for a lock then
        if (connection != sqlite
                && !(sqlite instanceof HonkerSqliteConnection)
                && sqlite.getConnectionConfig().getTransactionMode() == TransactionMode.DEFERRED
                && connection.getAutoCommit()) {
            wrapper(sqlite).proveInAutoCommit(connection);
        }
    }

    private static void attach(SQLiteConnection sqlite, @Nullable Clock clock) throws SQLException {
        GUARD.lock();
        try {
            if (!(sqlite instanceof HonkerSqliteConnection)) {
                session(sqlite, clock);
            }
            Clock governing = clock(sqlite);
            if (clock != null && !clock.equals(governing)) {
                throw new SQLException(
                        "the clock " + clock + " can't govern this connection, because "
                                + (governing == null ? "SQLite's own" : "the clock " + governing)
                                + " governs it already: set the clock of a honker data source where that is made, and that of"
                                + " a wrapped pool before its connections are used with honker in any way",
                        "08001");
            }
        } finally {
            GUARD.unlock();
        }
    }

    /** The clock of a connection, ours or a plain one that is given honker first; null if it is SQLite's own. */
    static @Nullable Clock clock(SQLiteConnection sqlite) throws SQLException {
        if (sqlite instanceof HonkerSqliteConnection honker) {
            return honker.ownClock();
        }
        GUARD.lock();
        try {
            session(sqlite);
            return Objects.requireNonNull(ATTACHED.get(sqlite)).clock();
        } finally {
            GUARD.unlock();
        }
    }

    /** The session of a plain connection, which is given functions and commit hook first unless it has them. */
    static Session session(SQLiteConnection sqlite) throws SQLException {
        return session(sqlite, null);
    }

    private static Session session(SQLiteConnection sqlite, @Nullable Clock clock) throws SQLException {
        GUARD.lock();
        try {
            Attached attached = ATTACHED.get(sqlite);
            Session session = attached == null ? null : attached.session().get();
            if (session != null) {
                return session;
            }
            forgetClosed();
            LockingMode.requireNormal(sqlite);
            HonkerAttachment honker = HonkerAttachment.install(sqlite, WatchSettings.DEFAULT, null, clock);
            CommitListener listener = new CommitListener(honker.hint());
            sqlite.addCommitListener(listener);
            Session plain = new PlainSession(sqlite, honker);
            honker.keep(plain);
            // why false: SQLite doesn't tell whether its open transaction has read anything
            WrapperUse wrapper = new WrapperUse(listener.ends, () -> false);
            ATTACHED.put(
                    sqlite, new Attached(honker.hint(), listener.ends, wrapper, clock, new WeakReference<>(plain)));
            return plain;
        } finally {
            GUARD.unlock();
        }
    }

    /** How the watcher of a plain connection's file is; the connection is given honker first unless it has it. */
    static WatcherStatus watcher(SQLiteConnection sqlite) throws SQLException {
        GUARD.lock();
        try {
            session(sqlite);
            return Objects.requireNonNull(ATTACHED.get(sqlite)).hint().watcher();
        } finally {
            GUARD.unlock();
        }
    }

    /** Which file a plain connection has open; it is given honker first unless it has it. */
    static FileIdentity identity(SQLiteConnection sqlite) throws SQLException {
        GUARD.lock();
        try {
            session(sqlite);
            return Objects.requireNonNull(ATTACHED.get(sqlite)).hint().identity();
        } finally {
            GUARD.unlock();
        }
    }

    /** Counts the transactions of a plain connection that have ended, from some moment before this call. */
    static AtomicLong ends(SQLiteConnection sqlite) throws SQLException {
        GUARD.lock();
        try {
            session(sqlite);
            return Objects.requireNonNull(ATTACHED.get(sqlite)).ends();
        } finally {
            GUARD.unlock();
        }
    }

    /** Lets the wrappers of a plain connection know that it is used; the connection is given honker first unless it has it. */
    static WrapperUse wrapper(SQLiteConnection sqlite) throws SQLException {
        GUARD.lock();
        try {
            session(sqlite);
            return Objects.requireNonNull(ATTACHED.get(sqlite)).wrapper();
        } finally {
            GUARD.unlock();
        }
    }

    /** Forgets those that are closed, which have no file open any more. */
    static void forget() throws SQLException {
        GUARD.lock();
        try {
            forgetClosed();
        } finally {
            GUARD.unlock();
        }
    }

    // why here: plain connections don't tell when they are closed
    private static void forgetClosed() throws SQLException {
        Iterator<Map.Entry<SQLiteConnection, Attached>> attached =
                ATTACHED.entrySet().iterator();
        while (attached.hasNext()) {
            Map.Entry<SQLiteConnection, Attached> entry = attached.next();
            if (entry.getKey().isClosed()) {
                entry.getValue().hint().close();
                attached.remove();
            }
        }
    }

    /** Subscribes to the commits of the connection's file. */
    public static CommitSubscription subscribe(Connection connection) throws SQLException {
        return HonkerAttachment.subscribe(sqlite(connection), WatchSettings.DEFAULT);
    }

    static SQLiteConnection sqlite(Connection connection) throws SQLException {
        if (connection instanceof SQLiteConnection sqlite) {
            return sqlite;
        }
        if (connection.isWrapperFor(SQLiteConnection.class)) {
            return connection.unwrap(SQLiteConnection.class);
        }
        throw new SQLException(
                "honker works on connections of sqlite-jdbc, but this one is a "
                        + connection.getClass().getName() + " that unwraps to no org.sqlite.SQLiteConnection",
                "08001");
    }

    /**
     * What a plain connection was given. The session knows its connection, which is the key of a weak map, so it is held weakly
     * here; SQLite holds it, through the functions, as long as the connection is open.
     */
    private record Attached(
            CommitHint hint,
            AtomicLong ends,
            WrapperUse wrapper,
            @Nullable Clock clock,
            WeakReference<Session> session) {}

    private static final class CommitListener implements SQLiteCommitListener {

        private final CommitHint hint;
        private final AtomicLong ends = new AtomicLong();

        private CommitListener(CommitHint hint) {
            this.hint = hint;
        }

        @Override
        public void onCommit() {
            ends.incrementAndGet();
            hint.committed();
        }

        @Override
        public void onRollback() {
            ends.incrementAndGet();
        }
    }
}
