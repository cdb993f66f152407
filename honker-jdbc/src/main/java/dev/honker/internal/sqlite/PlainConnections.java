package dev.honker.internal.sqlite;

import dev.honker.internal.engine.Session;
import dev.honker.internal.wake.CommitHint;
import dev.honker.internal.wake.CommitSubscription;
import dev.honker.internal.wake.WatchSettings;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;

/** Adds honker to connections of plain sqlite-jdbc, once for each physical connection; thread-safe. */
public final class PlainConnections {

    private static final Map<SQLiteConnection, Attached> ATTACHED = new WeakHashMap<>();

    private PlainConnections() {}

    /**
     * Adds the functions and the commit hook, unless the physical connection has them.
     *
     * @throws SQLException if the connection is none of sqlite-jdbc, or its database is in memory
     */
    public static void attach(Connection connection) throws SQLException {
        SQLiteConnection sqlite = sqlite(connection);
        if (!(sqlite instanceof HonkerSqliteConnection)) {
            session(sqlite);
        }
    }

    /** The session of a plain connection, which is given functions and commit hook first unless it has them. */
    static Session session(SQLiteConnection sqlite) throws SQLException {
        synchronized (ATTACHED) {
            Attached attached = ATTACHED.get(sqlite);
            Session session = attached == null ? null : attached.session().get();
            if (session != null) {
                return session;
            }
            forgetClosed();
            HonkerAttachment honker = HonkerAttachment.install(sqlite, WatchSettings.DEFAULT, null);
            CommitListener listener = new CommitListener(honker.hint());
            sqlite.addCommitListener(listener);
            Session plain = new PlainSession(sqlite, honker.session());
            honker.keep(plain);
            ATTACHED.put(sqlite, new Attached(honker.hint(), listener.ends, new WeakReference<>(plain)));
            return plain;
        }
    }

    /** Counts the transactions of a plain connection that have ended, from some moment before this call. */
    static AtomicLong ends(SQLiteConnection sqlite) throws SQLException {
        synchronized (ATTACHED) {
            session(sqlite);
            return Objects.requireNonNull(ATTACHED.get(sqlite)).ends();
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
    private record Attached(CommitHint hint, AtomicLong ends, WeakReference<Session> session) {}

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
