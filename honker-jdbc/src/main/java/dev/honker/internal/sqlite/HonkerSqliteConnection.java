package dev.honker.internal.sqlite;

import dev.honker.UpdateEvents;
import dev.honker.WatcherStatus;
import dev.honker.WriterLockStatus;
import dev.honker.internal.check.Loggers;
import dev.honker.internal.engine.Session;
import dev.honker.internal.file.FileIdentity;
import dev.honker.internal.file.PerFile;
import dev.honker.internal.wake.CommitAction;
import dev.honker.internal.wake.CommitSubscription;
import dev.honker.jdbc.HonkerConnection;
import java.nio.file.Path;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteOpenMode;
import org.sqlite.core.CoreDatabaseMetaData;
import org.sqlite.core.DB;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * A sqlite-jdbc connection with honker's functions, transactions and errors; used by one thread at a time, except
 * {@code close}, {@code abort}, a statement's {@code cancel} and {@link #updateEvents()}, which any thread may call.
 */
public final class HonkerSqliteConnection extends JDBC4Connection implements HonkerConnection {

    /** 24 days: sqlite-jdbc keeps a timeout as an int of milliseconds, and more would wrap to no timeout at all. */
    static final int LONGEST_TIMEOUT_SECONDS = Integer.MAX_VALUE / 1000;

    private static final AtomicLong NUMBERS = new AtomicLong();
    static final PerFile<WriterLock> WRITERS = new PerFile<>(identity -> new WriterLock());

    private final long number = NUMBERS.incrementAndGet();
    private final HonkerAttachment honker;
    private final WriterLock writers;
    private final Transactions transactions;
    private final CommitListeners commitListeners;
    private final StatementRunner runner;
    private final Savepoints savepoints;
    private final MissingTables missingTables;
    private final Session session;
    private final AtomicLong transactionEnds = new AtomicLong();
    private final WrapperUse wrapper = new WrapperUse(transactionEnds, this::isUntouched);
    private final Object endGuard = new Object();
    private volatile boolean aborted;
    private volatile boolean ended;
    private @Nullable HonkerDatabaseMetaData metaData;
    private final LastInsert lastInsert = new LastInsert(this);
    private final DatabaseObject databaseObject = new DatabaseObject();
    private final SqliteTimeout sqliteTimeout = new SqliteTimeout(this);

    private HonkerSqliteConnection(ConnectionSettings settings) throws SQLException {
        super(settings.url(), FreshFile.made(settings.fileName(), settings.pragmas()), settings.pragmas());
        try {
            setBusyTimeout(settings.busyTimeoutMillis());
            honker = HonkerAttachment.install(this, settings.watch(), settings.zone(), settings.clock());
        } catch (SQLException | RuntimeException | Error e) {
            closeAfter(e);
            throw e;
        }
        writers = WRITERS.acquire(honker.identity());
        LibraryCopies.opened(honker.identity(), honker.path());
        BeginMode.set(this, TransactionMode.valueOf(settings.transactionMode()));
        transactions = new Transactions(this, writers, settings.readYieldMillis());
        commitListeners = new CommitListeners(transactions);
        runner = new StatementRunner(this, settings, honker, transactions);
        savepoints = new Savepoints(this, runner, transactions);
        missingTables = new MissingTables(this, transactions);
        session = new ConnectionSession(this, honker.session(), runner, transactions);
        honker.beginBy(transactions);
        databaseObject.yieldBy(transactions);
        OpenConnections.add(this);
    }

    /** Opens a connection. Like SQLite itself it does not read the file before the first statement. */
    public static HonkerSqliteConnection open(ConnectionSettings settings) throws SQLException {
        try {
            // why: the file of a plain connection that is closed may be gone, and a new one may have its identity
            PlainConnections.forget();
            HonkerSqliteConnection connection = new HonkerSqliteConnection(settings);
            SqliteLibrary.check(connection);
            return connection;
        } catch (SQLException e) {
            throw SqlErrors.withState(e);
        }
    }

    // ---- statements

    @Override
    public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
        if (transactions == null) {
            // why: the super constructor applies its pragmas through here
            return super.createStatement(type, concurrency, holdability);
        }
        checkOpen();
        checkCursor(type, concurrency, holdability);
        return new HonkerStatement(this);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        checkOpen();
        checkCursor(type, concurrency, holdability);
        SqlShape shape = SqlShape.of(sql);
        shape.requireStatement();
        // why here: SQLite sets the mode as it prepares the statement
        shape.requireSharedLocking();
        try {
            runner.prepareFile();
            return HonkerPreparedStatement.prepare(this, shape);
        } catch (SQLException e) {
            SQLException failure = SqlErrors.withState(e);
            if (!missingTables.made(failure, shape)) {
                throw failure;
            }
        }
        return HonkerPreparedStatement.prepare(this, shape);
    }

    /** Makes honker's tables for statements that name them. */
    MissingTables missingTables() {
        return missingTables;
    }

    /** How the watcher of this connection's file is. */
    WatcherStatus watcher() {
        return honker.hint().watcher();
    }

    /** The engine's session for callers from outside SQLite. */
    Session session() {
        return session;
    }

    /** How this connection's statements are run. */
    StatementRunner runner() {
        return runner;
    }

    void requireOpen() throws SQLException {
        checkOpen();
    }

    @Override
    protected void checkOpen() throws SQLException {
        if (isClosed()) {
            throw new SQLException("database connection closed", SqlErrors.NO_CONNECTION);
        }
    }

    /** Returns the error of a call on this connection, its statements or rows with the SQLState that tells what is closed. */
    SQLException stated(SQLException e) {
        SQLException stated = SqlErrors.withState(e);
        return isEnding() ? SqlErrors.ofEndedConnection(stated) : stated;
    }

    /** How long SQLite waits for a lock on this connection. */
    SqliteTimeout sqliteTimeout() {
        return sqliteTimeout;
    }

    /** Asks for the key of the latest row that this connection has inserted. */
    LastInsert lastInsert() {
        return lastInsert;
    }

    /** sqlite-jdbc calls this before most statements; here the statements themselves ask, before all of them. */
    @Override
    public void tryEnforceTransactionMode() {}

    /** What honker has added to this connection. */
    HonkerAttachment honker() {
        return honker;
    }

    // ---- transactions

    /** The mode that the open transaction was begun in; without one, that of the next. */
    @Override
    public TransactionMode getCurrentTransactionMode() {
        return transactions.currentMode();
    }

    /** Sets the mode of the transactions to come, like {@code getConnectionConfig().setTransactionMode}; null changes nothing. */
    @Override
    public void setCurrentTransactionMode(@Nullable TransactionMode mode) {
        if (mode != null) {
            setTransactionMode(mode);
        }
    }

    /**
     * Returns the mode: false too in a transaction that a savepoint began. A thread inside a function of honker's sees false, so that
     * sqlite-jdbc commits nothing there; other threads see the connection's own mode meanwhile.
     */
    @Override
    public boolean getAutoCommit() throws SQLException {
        return super.getAutoCommit()
                && (honker == null || !honker.isCommitSuspended())
                && (savepoints == null || !savepoints.isTransaction());
    }

    @Override
    public void setAutoCommit(boolean autoCommit) throws SQLException {
        if (getAutoCommit() == autoCommit) {
            if (savepoints.isTransaction()) {
                savepoints.setManualAfterwards(true);
            }
            return;
        }
        if (autoCommit) {
            commitOpen();
        }
        getConnectionConfig().setAutoCommit(autoCommit);
        if (!autoCommit) {
            transactions.adoptText();
        }
    }

    @Override
    public void commit() throws SQLException {
        checkOpen();
        if (!savepoints.isReleased()) {
            requireManualCommit("commit()");
            commitOpen();
        }
    }

    private void commitOpen() throws SQLException {
        if (transactions.isBegun() && !transactions.isReadOnly()) {
            honker.requireSameFile();
        }
        transactionEnds.incrementAndGet();
        if (savepoints.isTransaction()) {
            savepoints.commit();
        } else if (transactions.commit()) {
            honker.hint().committed();
            honker.hint().runActions();
        }
    }

    @Override
    public void rollback() throws SQLException {
        requireManualCommit("rollback()");
        transactionEnds.incrementAndGet();
        if (savepoints.isTransaction()) {
            savepoints.rollback();
        } else {
            transactions.rollback();
        }
    }

    /** Counts the calls that end a transaction, also of one in which nothing was done. */
    AtomicLong transactionEnds() {
        return transactionEnds;
    }

    /** Lets pools know that their callers use this connection. */
    WrapperUse wrapper() {
        return wrapper;
    }

    private boolean isUntouched() {
        return transactions.isUntouched() && !savepoints.isTransaction();
    }

    private void requireManualCommit(String call) throws SQLException {
        if (getAutoCommit()) {
            throw SqlErrors.of(
                    SQLiteErrorCode.SQLITE_MISUSE,
                    SqlErrors.INVALID_TRANSACTION_STATE,
                    "database in auto-commit mode: " + call + " needs setAutoCommit(false) first");
        }
    }

    @Override
    public Savepoint setSavepoint() throws SQLException {
        return savepoints.set(super::setSavepoint);
    }

    @Override
    public Savepoint setSavepoint(String name) throws SQLException {
        return savepoints.set(() -> super.setSavepoint(name));
    }

    @Override
    public void releaseSavepoint(Savepoint savepoint) throws SQLException {
        savepoints.release(() -> super.releaseSavepoint(savepoint));
    }

    @Override
    public void rollback(Savepoint savepoint) throws SQLException {
        wrapper.forget();
        savepoints.rollbackTo(() -> super.rollback(savepoint));
    }

    @Override
    public void setReadOnly(boolean readOnly) throws SQLException {
        checkOpen();
        if (isOpenedReadOnly()) {
            super.setReadOnly(readOnly);
        } else {
            runner.prepareFile();
            transactions.setReadOnly(readOnly);
        }
    }

    @Override
    public boolean isReadOnly() {
        return isOpenedReadOnly() || transactions.isReadOnly();
    }

    private boolean isOpenedReadOnly() {
        return (database().getConfig().getOpenModeFlags() & SQLiteOpenMode.READONLY.flag) != 0;
    }

    /** When this connection's transactions begin and end. */
    Transactions transactions() {
        return transactions;
    }

    /** What happened at the write lock of this connection's file. */
    WriterLockStatus writerLock() {
        return writers.status();
    }

    @Override
    public void addCommitListener(SQLiteCommitListener listener) {
        super.addCommitListener(commitListeners.filter(listener));
    }

    @Override
    public void removeCommitListener(SQLiteCommitListener listener) {
        super.removeCommitListener(commitListeners.forget(listener));
    }

    /** Notices who asks for {@link #getDatabase()}. */
    DatabaseObject databaseObject() {
        return databaseObject;
    }

    /** The object of {@link #getDatabase()}, for the driver, whose questions for it mean nothing. */
    DB database() {
        return super.getDatabase();
    }

    /** SQLite's monitor, which is that object: while it is held, no other thread runs anything on this connection. */
    Object monitor() {
        return super.getDatabase();
    }

    // ---- metadata and the vendor interface

    @Override
    public DB getDatabase() {
        DB database = super.getDatabase();
        // why null: the super constructor asks already
        if (databaseObject != null && !databaseObject.isFree(database)) {
            databaseObject.handOut(DatabaseObject.CALLERS.getCallerClass());
        }
        return database;
    }

    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        return getSQLiteDatabaseMetaData();
    }

    @Override
    public CoreDatabaseMetaData getSQLiteDatabaseMetaData() throws SQLException {
        checkOpen();
        if (metaData == null) {
            metaData = new HonkerDatabaseMetaData(this, transactions);
        }
        return metaData;
    }

    @Override
    public boolean isValid(int timeoutSeconds) throws SQLException {
        if (timeoutSeconds < 0) {
            throw new SQLException("isValid(timeout): timeout must be at least 0 seconds, not " + timeoutSeconds);
        }
        try {
            return !isClosed() && honker.hasSameFile() && transactions.answers();
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        if (!type.isInstance(this)) {
            throw Sneaky.<RuntimeException>hide(new SQLException("a honker connection is no " + type.getName()
                    + "; it can be unwrapped to HonkerConnection and SQLiteConnection"));
        }
        return type.cast(this);
    }

    @Override
    public UpdateEvents updateEvents() throws SQLException {
        return subscribe();
    }

    @Override
    public Clock clock() {
        Clock own = honker.clock();
        return own != null ? own : Clock.systemUTC();
    }

    /** The clock that the application has given; null if there is none. */
    @Nullable
    Clock ownClock() {
        return honker.clock();
    }

    CommitSubscription subscribe() throws SQLException {
        checkOpen();
        return honker.subscribe();
    }

    ZoneId zone() {
        return honker.zone();
    }

    CommitAction onCommit(Runnable action) {
        return honker.onCommit(action);
    }

    // ---- the end

    @Override
    public boolean isClosed() throws SQLException {
        return aborted || super.isClosed();
    }

    @Override
    public void close() throws SQLException {
        synchronized (endGuard) {
            if (ended) {
                return;
            }
            ended = true;
        }
        honker.end();
        transactions.cancelWait();
        try {
            database().close();
        } finally {
            OpenConnections.remove(this);
            transactions.closed();
            honker.detach();
            WRITERS.release(honker.identity());
            LibraryCopies.closed(honker.identity());
        }
    }

    /** Makes the connection closed at once, interrupts what runs on it, and closes it by the executor. */
    @Override
    public void abort(Executor executor) throws SQLException {
        if (executor == null) {
            throw new SQLException("abort(executor): executor must not be null");
        }
        aborted = true;
        honker.end();
        interruptRunning();
        executor.execute(() -> {
            try {
                close();
            } catch (SQLException e) {
                Loggers.CONNECTION.log(System.Logger.Level.WARNING, "closing aborted " + describe() + " failed", e);
            }
        });
    }

    /** Interrupts the running statement, if any; never touches a database that is closed or about to be. */
    void interruptRunning() throws SQLException {
        transactions.cancelWait();
        synchronized (endGuard) {
            if (!ended) {
                database().interrupt();
            }
        }
    }

    /** Whether the connection was aborted or closed: what it holds is released without anybody's doing. */
    boolean isEnding() {
        return aborted || ended;
    }

    private void closeAfter(Throwable failure) {
        try {
            database().close();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    // ---- for messages

    long number() {
        return number;
    }

    String describe() {
        return "connection #" + number;
    }

    FileIdentity identity() {
        return honker.identity();
    }

    Path path() {
        return honker.path();
    }

    String describeFile() {
        return String.valueOf(honker.path().getFileName());
    }

    @Override
    public String toString() {
        return "HonkerConnection #" + number + " (" + Pragmas.withoutPassword(Objects.toString(getUrl())) + ")";
    }
}
