package dev.honker.internal.sqlite;

import dev.honker.UpdateEvents;
import dev.honker.internal.wake.CommitHint;
import dev.honker.internal.wake.WatchSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.Map;
import java.util.WeakHashMap;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;

/** Adds honker to connections of plain sqlite-jdbc, once for each physical connection; thread-safe. */
public final class PlainConnections {

    private static final Map<SQLiteConnection, CommitHint> ATTACHED = new WeakHashMap<>();

    private PlainConnections() {}

    /**
     * Adds the functions and the commit hook, unless the physical connection has them.
     *
     * @throws SQLException if the connection is none of sqlite-jdbc, or its database is in memory
     */
    public static void attach(Connection connection) throws SQLException {
        SQLiteConnection sqlite = sqlite(connection);
        if (sqlite instanceof HonkerSqliteConnection) {
            return;
        }
        synchronized (ATTACHED) {
            if (!ATTACHED.containsKey(sqlite)) {
                forgetClosed();
                HonkerAttachment honker = HonkerAttachment.install(sqlite, WatchSettings.DEFAULT, null);
                sqlite.addCommitListener(new CommitListener(honker.hint()));
                ATTACHED.put(sqlite, honker.hint());
            }
        }
    }

    // why here: plain connections don't tell when they are closed
    private static void forgetClosed() throws SQLException {
        Iterator<Map.Entry<SQLiteConnection, CommitHint>> attached =
                ATTACHED.entrySet().iterator();
        while (attached.hasNext()) {
            Map.Entry<SQLiteConnection, CommitHint> entry = attached.next();
            if (entry.getKey().isClosed()) {
                entry.getValue().close();
                attached.remove();
            }
        }
    }

    /** Subscribes to the commits of the connection's file. */
    public static UpdateEvents subscribe(Connection connection) throws SQLException {
        return HonkerAttachment.subscribe(sqlite(connection), WatchSettings.DEFAULT);
    }

    private static SQLiteConnection sqlite(Connection connection) throws SQLException {
        if (connection instanceof SQLiteConnection sqlite) {
            return sqlite;
        }
        if (connection.isWrapperFor(SQLiteConnection.class)) {
            return connection.unwrap(SQLiteConnection.class);
        }
        throw new SQLException(
                "HonkerDataSource.wrap is for data sources on sqlite-jdbc, but a connection of this one is a "
                        + connection.getClass().getName() + " that unwraps to no org.sqlite.SQLiteConnection",
                "08001");
    }

    private static final class CommitListener implements SQLiteCommitListener {

        private final CommitHint hint;

        private CommitListener(CommitHint hint) {
            this.hint = hint;
        }

        @Override
        public void onCommit() {
            hint.committed();
        }

        @Override
        public void onRollback() {}
    }
}
