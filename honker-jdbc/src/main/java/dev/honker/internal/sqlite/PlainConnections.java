package dev.honker.internal.sqlite;

import dev.honker.UpdateEvents;
import dev.honker.internal.wake.WatchSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;

/** Adds honker to connections of plain sqlite-jdbc, once for each physical connection; thread-safe. */
public final class PlainConnections {

    private static final Set<SQLiteConnection> ATTACHED =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private PlainConnections() {}

    /**
     * Adds the functions and the commit hook, unless the physical connection has them.
     *
     * @throws SQLException if the connection is none of sqlite-jdbc, or its database is in memory
     */
    public static void attach(Connection connection) throws SQLException {
        SQLiteConnection sqlite = sqlite(connection);
        if (sqlite instanceof HonkerSqliteConnection || !ATTACHED.add(sqlite)) {
            return;
        }
        try {
            HonkerAttachment honker = HonkerAttachment.install(sqlite, WatchSettings.DEFAULT, null);
            sqlite.addCommitListener(new CommitListener(honker));
        } catch (SQLException | RuntimeException | Error e) {
            ATTACHED.remove(sqlite);
            throw e;
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

    private record CommitListener(HonkerAttachment honker) implements SQLiteCommitListener {

        @Override
        public void onCommit() {
            honker.hint().committed();
        }

        @Override
        public void onRollback() {}
    }
}
