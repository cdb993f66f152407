package dev.honker.internal.sqlite;

import dev.honker.WatcherStatus;
import dev.honker.WriterLockStatus;
import dev.honker.internal.engine.Session;
import dev.honker.internal.file.FileIdentity;
import dev.honker.internal.wake.CommitAction;
import dev.honker.internal.wake.CommitSubscription;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/**
 * The way from a JDBC connection, ours, a pool's, or one of plain sqlite-jdbc, to what honker's Java API needs of it;
 * stateless and thread-safe, though each connection is used by one thread at a time.
 */
public final class Sessions {

    private Sessions() {}

    /**
     * The session of a connection. In manual-commit mode its operations belong to the connection's transaction, which begins
     * with the first of them. In autocommit each operation, a statement or an {@link Session#atomically atomic unit}, is a
     * transaction of its own. A plain connection gets honker's functions and commit hook first, unless it has them.
     *
     * @throws SQLException if the connection is closed, none of sqlite-jdbc, or its database is in memory
     */
    public static Session of(Connection connection) throws SQLException {
        SQLiteConnection sqlite = PlainConnections.sqlite(connection);
        tell(connection, sqlite);
        return sqlite instanceof HonkerSqliteConnection honker ? honker.session() : PlainConnections.session(sqlite);
    }

    /** Lets the wrapper of a connection, if it has one, know that the connection is used in its present transaction. */
    public static void use(Connection connection) throws SQLException {
        tell(connection, PlainConnections.sqlite(connection));
    }

    /**
     * Rolls back a connection in manual-commit mode: by its wrapper, if it has one, which may count the transactions, and then by
     * itself, should the wrapper have kept that back.
     */
    public static void rollback(Connection connection) throws SQLException {
        TransactionMark mark = TransactionMark.of(connection);
        connection.rollback();
        if (!mark.hasEnded()) {
            PlainConnections.sqlite(connection).rollback();
        }
    }

    /** Commits a connection in manual-commit mode and leaves it in autocommit mode; the wrapper and the connection as above. */
    public static void commit(Connection connection) throws SQLException {
        // why not commit(): on plain sqlite-jdbc that begins anew at once, and fails if that fails
        connection.setAutoCommit(true);
        SQLiteConnection sqlite = PlainConnections.sqlite(connection);
        if (!sqlite.getAutoCommit()) {
            sqlite.setAutoCommit(true);
        }
    }

    private static void tell(Connection connection, SQLiteConnection sqlite) throws SQLException {
        if (connection == sqlite || sqlite.getAutoCommit()) {
            return;
        }
        if (sqlite instanceof HonkerSqliteConnection honker) {
            honker.wrapper().tellOnce(connection);
        } else {
            PlainConnections.wrapper(sqlite).tell(connection);
        }
    }

    /** Subscribes to the commits of the file that the connection has open; the subscription outlives the connection. */
    public static CommitSubscription subscribe(Connection connection) throws SQLException {
        SQLiteConnection sqlite = PlainConnections.sqlite(connection);
        return sqlite instanceof HonkerSqliteConnection honker
                ? honker.subscribe()
                : PlainConnections.subscribe(connection);
    }

    /** How the watcher is of the file that the connection has open. Runs no SQL. */
    public static WatcherStatus watcher(Connection connection) throws SQLException {
        PlainConnections.forget();
        SQLiteConnection sqlite = PlainConnections.sqlite(connection);
        return sqlite instanceof HonkerSqliteConnection honker ? honker.watcher() : PlainConnections.watcher(sqlite);
    }

    /** Returns what happened at the write lock of the connection's file; nothing on a plain connection. Runs no SQL. */
    public static WriterLockStatus writerLock(Connection connection) throws SQLException {
        SQLiteConnection sqlite = PlainConnections.sqlite(connection);
        return sqlite instanceof HonkerSqliteConnection honker
                ? honker.writerLock()
                : new WriterLockCounters().status(0);
    }

    /** The clock that the application has given the connection; null if SQLite's own, the system's, is in force. */
    public static @Nullable Clock clock(Connection connection) throws SQLException {
        return PlainConnections.clock(PlainConnections.sqlite(connection));
    }

    /**
     * Has an action run in each thread of this JVM that commits by a connection of honker's driver to the file that this one has
     * open: after the commit, before the call returns that committed. It must not throw.
     *
     * @param connection of honker's driver
     * @return ends it
     */
    public static CommitAction onCommit(Connection connection, Runnable action) throws SQLException {
        return connection.unwrap(HonkerSqliteConnection.class).onCommit(action);
    }

    /** The mode of the physical connection; a pool may remember another, after a change of mode that failed half-way. */
    public static boolean isAutoCommit(Connection connection) throws SQLException {
        return PlainConnections.sqlite(connection).getAutoCommit();
    }

    /** The zone in which the connection resolves schedules. */
    public static ZoneId zone(Connection connection) throws SQLException {
        SQLiteConnection sqlite = PlainConnections.sqlite(connection);
        return sqlite instanceof HonkerSqliteConnection honker ? honker.zone() : ZoneId.systemDefault();
    }

    /** Which file the connection has open. */
    public static FileIdentity identity(Connection connection) throws SQLException {
        SQLiteConnection sqlite = PlainConnections.sqlite(connection);
        return sqlite instanceof HonkerSqliteConnection honker ? honker.identity() : PlainConnections.identity(sqlite);
    }

    /** The absolute path of the connection's main database. */
    public static Path path(Connection connection) throws SQLException {
        return DatabaseFiles.pathOf(PlainConnections.sqlite(connection));
    }
}
