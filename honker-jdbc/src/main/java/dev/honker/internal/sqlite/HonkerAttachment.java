package dev.honker.internal.sqlite;

import dev.honker.DatabaseReplacedException;
import dev.honker.HonkerException;
import dev.honker.UpdateEvents;
import dev.honker.internal.engine.FilePragmas;
import dev.honker.internal.engine.OnDemandSchema;
import dev.honker.internal.engine.Session;
import dev.honker.internal.file.FileIdentity;
import dev.honker.internal.file.WalGrowth;
import dev.honker.internal.function.FunctionContext;
import dev.honker.internal.function.SqlFunction;
import dev.honker.internal.wake.CommitAction;
import dev.honker.internal.wake.CommitHint;
import dev.honker.internal.wake.CommitSubscription;
import dev.honker.internal.wake.WatchBackend;
import dev.honker.internal.wake.WatchSettings;
import dev.honker.internal.wake.Watchers;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;

/**
 * What honker adds to one physical connection, its own or one of plain sqlite-jdbc: the functions, the session they run on, and
 * the file's commit hint. For the thread that runs the connection, except {@link #subscribe()}.
 */
final class HonkerAttachment implements FunctionContext {

    private static final Watchers WATCHERS = new Watchers(DataVersionProbe::open, new WalWarning());

    private final SQLiteConnection connection;
    private final Path path;
    private final FileIdentity identity;
    private final WatchSettings watch;
    private final @Nullable ZoneId zone;
    private final @Nullable Clock clock;
    private final Session session;
    private final FunctionFailure failure = new FunctionFailure();
    private final FunctionChanges changes;
    private final CommitHint hint;
    private final WalGrowth.PageSize pageSize = this::pageBytes;
    private int depth;
    private int withoutCommit;
    private boolean autoCommit;
    private @Nullable Transactions transactions;
    private volatile boolean ending;
    private volatile boolean refused;

    @SuppressWarnings("unused")
    private @Nullable Session kept;

    private HonkerAttachment(
            SQLiteConnection connection,
            Path path,
            FileIdentity identity,
            WatchSettings watch,
            @Nullable ZoneId zone,
            @Nullable Clock clock) {
        this.connection = connection;
        this.changes = new FunctionChanges(connection);
        this.path = path;
        this.identity = identity;
        this.watch = watch;
        this.zone = zone;
        this.clock = clock;
        this.session = new OnDemandSchema(new NestedSession(connection));
        this.hint = WATCHERS.hint(path, identity);
    }

    /** Adds honker to a connection whose file exists; without a clock, SQLite's own is the connection's. */
    static HonkerAttachment install(
            SQLiteConnection connection, WatchSettings watch, @Nullable ZoneId zone, @Nullable Clock clock)
            throws SQLException {
        Path path = DatabaseFiles.pathOf(connection);
        try {
            HonkerAttachment attachment =
                    new HonkerAttachment(connection, path, FileIdentity.of(path), watch, zone, clock);
            FunctionRegistrar.register(attachment);
            if (clock != null) {
                ClockFunction.register(attachment, clock);
            }
            return attachment;
        } catch (IOException e) {
            SQLException gone = SqlErrors.of(
                    SQLiteErrorCode.SQLITE_CANTOPEN, "08001", "the database file cannot be examined: " + e);
            gone.initCause(e);
            throw gone;
        }
    }

    /**
     * Refuses to go on in a file that was replaced or deleted, and looks whether its write-ahead log grows. To be called before a
     * transaction begins; asks the file system once a millisecond at most.
     *
     * @return what {@link System#nanoTime} said
     * @throws SQLException 08006 if so, by which pools recognise a connection to be thrown away
     */
    long requireSameFile() throws SQLException {
        long now = System.nanoTime();
        try {
            hint.replacement().require(now);
            hint.walGrowth().look(now, path, pageSize);
            return now;
        } catch (DatabaseReplacedException e) {
            refused = true;
            throw ReplacedFiles.refusal(e);
        }
    }

    /**
     * Whether pools may keep the connection: not after a transaction was refused, as long as the file is not back.
     *
     * <p>why not before: a pool would put a connection to the new file in its place, perhaps to an empty one that this makes, and nobody
     * would hear of it
     */
    boolean hasSameFile() {
        try {
            if (!refused) {
                return true;
            }
            hint.replacement().requireNow();
            return true;
        } catch (DatabaseReplacedException e) {
            return false;
        }
    }

    private long pageBytes() throws SQLException {
        return FilePragmas.pageBytes(session);
    }

    SQLiteConnection connection() {
        return connection;
    }

    Path path() {
        return path;
    }

    FileIdentity identity() {
        return identity;
    }

    FunctionFailure failure() {
        return failure;
    }

    FunctionChanges changes() {
        return changes;
    }

    /** Lets functions begin the transaction that they need; a connection of plain sqlite-jdbc has begun it already. */
    void beginBy(Transactions connectionTransactions) {
        transactions = connectionTransactions;
    }

    /**
     * Begins the transaction of a manual-commit connection before its outermost function touches a table, in case the text of the
     * statement did not show that it calls one.
     */
    void beginFor(SqlFunction function) throws SQLException {
        if (transactions != null
                && depth == 1
                && !connection.getConnectionConfig().isAutoCommit()
                && function.effect() != SqlFunction.Effect.NONE) {
            // why no wait: this runs inside SQLite's monitor
            if (function.effect() == SqlFunction.Effect.WRITE) {
                transactions.requireWrite(function.sqlName(), 0);
            } else {
                transactions.require(function.sqlName(), 0);
            }
        }
    }

    /**
     * Refuses the outermost function that touches a table on a connection of plain sqlite-jdbc whose file was replaced; on honker's own
     * connections the statement was refused.
     */
    void requireSameFileFor(SqlFunction function) throws SQLException {
        if (transactions == null && depth == 1 && function.effect() != SqlFunction.Effect.NONE) {
            requireSameFile();
        }
    }

    /** Keeps the session for callers from outside SQLite as long as the functions, and with them the connection, live. */
    void keep(Session callersSession) {
        kept = callersSession;
    }

    /** The connection is being closed: a function that waits is to end. */
    void end() {
        ending = true;
    }

    @Override
    public boolean isEnding() {
        return ending;
    }

    /** A function begins; with the outermost one, what an earlier statement failed with is forgotten. */
    void enterFunction() throws SQLException {
        if (depth++ == 0) {
            failure.clear();
            changes.enterFunction();
        }
    }

    void leaveFunction() throws SQLException {
        if (--depth == 0) {
            changes.leaveFunction();
        }
    }

    /**
     * Keeps sqlite-jdbc from running "begin;commit;" after each statement, as it does in autocommit mode, until
     * {@link #resumeCommit}. The caller holds SQLite's monitor.
     */
    void suspendCommit() {
        if (withoutCommit++ == 0 && !(connection instanceof HonkerSqliteConnection)) {
            autoCommit = connection.getConnectionConfig().isAutoCommit();
            connection.getConnectionConfig().setAutoCommit(false);
        }
    }

    void resumeCommit() {
        if (--withoutCommit == 0 && !(connection instanceof HonkerSqliteConnection)) {
            connection.getConnectionConfig().setAutoCommit(autoCommit);
        }
    }

    /** Whether the calling thread is between {@link #suspendCommit} and {@link #resumeCommit}; other threads of the connection aren't. */
    boolean isCommitSuspended() {
        return withoutCommit > 0 && Thread.holdsLock(connection.getDatabase());
    }

    CommitHint hint() {
        return hint;
    }

    /** What {@code unixepoch()} reads; null if it is SQLite's own. */
    @Nullable
    Clock clock() {
        return clock;
    }

    /** Has an action run in each thread of this JVM that commits to this connection's file by a connection of ours. */
    CommitAction onCommit(Runnable action) {
        return WATCHERS.onCommit(identity, action);
    }

    /** Subscribes to the commits of this connection's file. */
    CommitSubscription subscribe() throws SQLException {
        return watching(() -> WATCHERS.subscribe(path, identity, watch));
    }

    /** Subscribes to the commits of the file that a connection has open. */
    static CommitSubscription subscribe(SQLiteConnection connection, WatchSettings watch) throws SQLException {
        Path path = DatabaseFiles.pathOf(connection);
        return watching(() -> WATCHERS.subscribe(path, watch));
    }

    /** The connection is closed. */
    void detach() {
        hint.close();
    }

    @Override
    public Session session() {
        return session;
    }

    @Override
    public ZoneId zone() {
        return zone != null ? zone : ZoneId.systemDefault();
    }

    @Override
    public UpdateEvents watch(String file, @Nullable String backend, @Nullable Long pollMillis) throws SQLException {
        Path named = DatabaseFiles.named(file);
        return watching(() -> WATCHERS.subscribe(
                named,
                new WatchSettings(
                        WatchBackend.parse(backend),
                        pollMillis == null ? WatchSettings.DEFAULT.pollInterval() : Duration.ofMillis(pollMillis))));
    }

    private static CommitSubscription watching(Subscribe subscribe) throws SQLException {
        try {
            return subscribe.call();
        } catch (HonkerException e) {
            if (e instanceof DatabaseReplacedException) {
                throw e;
            }
            SQLException refused = SqlErrors.of(SQLiteErrorCode.SQLITE_ERROR, "HY000", e.getMessage());
            refused.initCause(e);
            throw refused;
        }
    }

    @FunctionalInterface
    private interface Subscribe {
        CommitSubscription call() throws SQLException;
    }
}
