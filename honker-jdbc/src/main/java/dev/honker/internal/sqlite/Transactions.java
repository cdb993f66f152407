package dev.honker.internal.sqlite;

import dev.honker.internal.sqlite.TransactionProbe.State;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteErrorCode;

/**
 * When one connection's transactions begin and end; for the thread that runs the connection, except {@link #yieldWriteLock}. In
 * manual-commit mode there is no transaction until a statement wants one. Stock sqlite-jdbc begins at once and again after each commit,
 * which keeps locks on idle pooled connections and can lose the outcome of a commit.
 */
final class Transactions {

    private final HonkerSqliteConnection connection;
    private final TransactionLocks locks;
    private final WriteIntent intent;
    private final ControlStatements control;
    private final TransactionProbe probe;
    private final TextTransactions text;
    private final StatementActivity activity;
    private final OpenReads reads;
    private final long readYieldMillis;

    // why: some applications share a connection between threads, which SQLite's own monitor allows
    private final ReentrantLock beginning = new ReentrantLock();

    /** How the latest transaction was begun. */
    private volatile TransactionMode mode;

    private volatile boolean begun;
    private boolean readOnly;

    /** How often the thread is inside metadata queries; of the thread, because another one's statements begin as always. */
    private final ThreadLocal<Integer> withoutBegin = new ThreadLocal<>();

    private final TransactionLoss loss;

    Transactions(HonkerSqliteConnection connection, WriterLock writers, long readYieldMillis) {
        this.connection = connection;
        this.mode = BeginMode.of(connection);
        this.readYieldMillis = readYieldMillis;
        this.reads = new OpenReads(connection);
        this.activity = new StatementActivity(connection.monitor());
        this.control = new ControlStatements(connection);
        this.locks = new TransactionLocks(
                connection, new WriterLockHold(connection, connection.describeFile(), writers), control);
        this.intent = locks.intent();
        this.probe = new TransactionProbe(control);
        this.loss = new TransactionLoss(probe);
        this.text = new TextTransactions(locks);
    }

    /** Whether the open transaction, or else the next one, is a read-only one. */
    boolean isReadOnly() {
        return readOnly;
    }

    /** Whether a manual-commit connection has a transaction open. */
    boolean isBegun() {
        return begun;
    }

    /** Whether nothing was done since the last commit or rollback that a rollback would take back or excuse. */
    boolean isUntouched() {
        return !begun && !loss.isKnown();
    }

    /** Whether an autocommit connection is inside a transaction that the application began by an SQL text. */
    boolean isBegunByText() {
        return text.isOpen();
    }

    /** Whether the open transaction can't be told from one that reads: SQLite's commit hook would tell otherwise. */
    boolean hasOnlyRead() {
        return intent.hasOnlyRead();
    }

    /** How the open transaction was begun, DEFERRED if it has yielded the lock; without one, how the next will be. */
    TransactionMode currentMode() {
        if (!begun) {
            return nextMode();
        }
        return intent.isYielded() ? TransactionMode.DEFERRED : mode;
    }

    private TransactionMode nextMode() {
        return readOnly ? TransactionMode.DEFERRED : BeginMode.of(connection);
    }

    /** What counts the statements of this connection. */
    StatementActivity activity() {
        return activity;
    }

    /** What this connection reads at present. */
    OpenReads reads() {
        return reads;
    }

    /** Whether a transaction is open, or a statement runs. Any thread may ask; the answer may be a moment old. */
    boolean isOpenOrRunning() {
        return begun || text.isOpen() || activity.isRunning();
    }

    long readYieldMillis() {
        return readYieldMillis;
    }

    /** Makes the transactions to come read-only ones, or read-write again. */
    void setReadOnly(boolean value) throws SQLException {
        if (value == readOnly) {
            return;
        }
        if (begun) {
            throw SqlErrors.of(
                    SQLiteErrorCode.SQLITE_MISUSE,
                    "25001",
                    "setReadOnly(" + value + ") on " + connection.describe()
                            + " in the middle of a transaction: commit or roll back first");
        }
        control.run(value ? "PRAGMA query_only = 1" : "PRAGMA query_only = 0");
        readOnly = value;
    }

    /**
     * Prepares for a statement: begins the transaction that it needs, or takes the write lock of this JVM for its duration. Pairs with
     * {@link #leave}, also when it fails.
     *
     * @return whether {@link #leaveStatement} is to release the lock after the statement
     */
    boolean enter(SqlShape shape, int timeoutMillis) throws SQLException {
        activity.enter();
        if (connection.getConnectionConfig().isAutoCommit()) {
            // why: in a transaction that a question has left open the statement would not be committed
            probe.clear();
            return !readOnly && text.enter(shape, timeoutMillis);
        }
        requireOngoing(shape.sql());
        locks.main().use();
        if (!begun && shape.needsTransaction() && withoutBegin.get() == null) {
            begin(shape.sql(), shape.mayChange(), timeoutMillis);
        }
        if (!begun && !readOnly && shape.beginsWriting()) {
            locks.main().acquire(shape.sql(), timeoutMillis);
            return true;
        }
        if (!begun && !readOnly && !shape.needsTransaction() && shape.mayWrite()) {
            locks.main().acquireOrTry(shape.sql(), timeoutMillis);
            return true;
        }
        if (begun && !readOnly) {
            locks.prepare(shape, mode == TransactionMode.IMMEDIATE, timeoutMillis);
        }
        return false;
    }

    /** Ends what {@link #enter} began. */
    void leave() throws SQLException {
        try {
            locks.restoreTimeout();
        } finally {
            activity.leave();
        }
    }

    /** Releases the lock that {@link #enter} took for one statement, unless the statement began a transaction. */
    void leaveStatement(boolean committed) throws SQLException {
        locks.restoreTimeout();
        if (!text.isOpen() && !begun) {
            locks.release(committed);
        }
    }

    /** Whether SQLite answers a query, asked without beginning a transaction. */
    boolean answers() throws SQLException {
        control.run("SELECT 1");
        return true;
    }

    /** Lets the metadata queries of the calling thread run without beginning a transaction; pairs with {@link #resumeBegin}. */
    void suspendBegin() {
        Integer outer = withoutBegin.get();
        withoutBegin.set(outer == null ? 1 : outer + 1);
    }

    void resumeBegin() {
        int left = withoutBegin.get() - 1;
        if (left == 0) {
            withoutBegin.remove();
        } else {
            withoutBegin.set(left);
        }
    }

    /** Begins the manual-commit transaction now if none is open. */
    void require(String sql, int timeoutMillis) throws SQLException {
        activity.enter();
        try {
            requireOngoing(sql);
            if (!begun) {
                begin(sql, false, timeoutMillis);
            }
        } finally {
            activity.leave();
        }
    }

    /** As {@link #require}, for work that writes. */
    void requireWrite(String sql, int timeoutMillis) throws SQLException {
        require(sql, timeoutMillis);
        activity.enter();
        try {
            if (!readOnly) {
                locks.prepareWork(sql, mode == TransactionMode.IMMEDIATE, timeoutMillis);
            }
        } finally {
            leave();
        }
    }

    private void begin(String sql, boolean writes, int timeoutMillis) throws SQLException {
        beginning.lock();
        try {
            if (begun) {
                return;
            }
            TransactionMode begin = nextMode();
            boolean lockedLater =
                    begin == TransactionMode.IMMEDIATE && locks.attached().any();
            if (lockedLater || begin == TransactionMode.DEFERRED && (readOnly || !writes)) {
                start("BEGIN");
                intent.begin(false, 0);
            } else {
                beginWithLockOrAsReader(begin, sql, writes, timeoutMillis);
            }
            mode = begin;
            begun = true;
        } finally {
            beginning.unlock();
        }
    }

    /** Makes a transaction that the application began by an SQL text that of the connection, which is in manual-commit mode now. */
    void adoptText() {
        if (text.isOpen()) {
            text.closed();
            mode = TransactionMode.DEFERRED;
            intent.begin(false, 0);
            // why: nobody has noted what it has written
            intent.write();
            begun = true;
        }
    }

    private void beginWithLockOrAsReader(TransactionMode begin, String sql, boolean writes, int timeoutMillis)
            throws SQLException {
        try {
            beginWithLock(begin, sql, timeoutMillis);
        } catch (DeadlockException e) {
            if (writes || begin != TransactionMode.IMMEDIATE) {
                throw e;
            }
            // why: a reader need not wait for the writer that waits for it; it stands as one that has yielded the lock
            start("BEGIN");
            intent.begin(false, 0);
            intent.yield(locks.main().counters().commits());
        } catch (SQLException e) {
            if (begin != TransactionMode.IMMEDIATE || SqlErrors.resultCode(e) != SQLiteErrorCode.SQLITE_READONLY.code) {
                throw e;
            }
            // why: under PRAGMA query_only, or with a file that can't be written, reading is all that is left
            start("BEGIN");
            intent.begin(false, 0);
        }
    }

    private void beginWithLock(TransactionMode begin, String sql, int timeoutMillis) throws SQLException {
        WriterLockHold hold = locks.main();
        hold.acquire(sql, timeoutMillis);
        try {
            boolean ours = start(begin == TransactionMode.DEFERRED ? "BEGIN" : "BEGIN " + begin);
            hold.adopt(sql);
            intent.begin(
                    ours && begin == TransactionMode.IMMEDIATE,
                    connection.database().total_changes());
        } catch (SQLException e) {
            locks.release(false);
            throw hold.nameHolder(e);
        } catch (RuntimeException | Error e) {
            locks.release(false);
            throw e;
        } finally {
            locks.restoreTimeout();
        }
    }

    /** Returns false if the application has begun one by an SQL text; it is as good as ours. */
    private boolean start(String begin) throws SQLException {
        probe.clear();
        try {
            control.run(begin);
            return true;
        } catch (SQLException e) {
            if (!TransactionProbe.isWithinTransaction(e)) {
                throw SqlErrors.withState(e);
            }
            return false;
        }
    }

    /** Notes that a commit would end something of the transaction, so that it can't be turned into a reader. */
    void pin() {
        intent.pin();
    }

    /**
     * Takes the write lock away from the open transaction if it has only read and is not running a statement. Any thread may call it; it
     * waits for no other statement.
     *
     * @return whether the lock was released
     */
    boolean yieldWriteLock() {
        return readYieldMillis != 0 && yieldWriteLock(false);
    }

    /**
     * Takes the write lock away from the open transaction, likewise, because the application is about to back the file up: SQLite refuses
     * that to a transaction with the write lock. In any journal mode, since it is not about letting others write.
     */
    void yieldForBackup() {
        yieldWriteLock(true);
    }

    /** Whether {@link #yieldForBackup} may have something to do: it is asked often. */
    boolean holdsLockForReads() {
        return intent.mayYield() && !activity.isRunning();
    }

    private boolean yieldWriteLock(boolean inAnyMode) {
        if (!intent.mayYield() || !activity.pause()) {
            return false;
        }
        try {
            // why: a statement inside the monitor, or a savepoint, may have come first
            synchronized (connection.monitor()) {
                return begun && intent.mayYield() && locks.main().isHeld() && turnIntoReader(inAnyMode);
            }
        } finally {
            activity.resume();
        }
    }

    private boolean turnIntoReader(boolean inAnyMode) {
        try {
            return locks.yieldMain(inAnyMode);
        } catch (SQLException e) {
            afterFailure(e);
            return loss.isKnown();
        }
    }

    /** Returns why the connection keeps the write lock, to follow "which". */
    String whyItKeepsTheWriteLock() {
        return text.isOpen() ? "was begun by an SQL text" : intent.whyKept(activity.isRunning(), readYieldMillis);
    }

    /** Commits the open transaction; without one there is nothing to do. On an error it stays open if SQLite kept it. */
    boolean commit() throws SQLException {
        activity.enter();
        try {
            requireOngoing("COMMIT");
            return begun && commitBegun();
        } finally {
            activity.leave();
        }
    }

    private boolean commitBegun() throws SQLException {
        boolean written = intent.isWritten() && !readOnly;
        try {
            control.run("COMMIT");
        } catch (SQLException e) {
            SQLException failure = explain("COMMIT", SqlErrors.withState(e));
            endedUnlessOpen(written);
            throw failure;
        } catch (RuntimeException | Error e) {
            // why: an application's own commit listener has thrown; that does not stop the commit
            endedUnlessOpen(written);
            throw e;
        }
        if (written && intent.isYielded()) {
            locks.main().counters().resumed();
        }
        ended(written);
        return written;
    }

    /** Rolls back the open transaction, if there is one. */
    void rollback() throws SQLException {
        activity.enter();
        try {
            if (begun || loss.isKnown()) {
                rollbackBegun();
            }
        } finally {
            activity.leave();
        }
    }

    private void rollbackBegun() throws SQLException {
        try {
            control.run("ROLLBACK");
        } catch (SQLException e) {
            if (probe.ask() != State.NONE) {
                throw SqlErrors.withState(e);
            }
        }
        ended(false);
        loss.forget();
    }

    /** Looks, after a statement that failed, whether SQLite has rolled the whole transaction back. */
    void afterFailure(SQLException failure) {
        if (begun) {
            if (loss.isLost(failure)) {
                ended(false);
            }
        } else if (text.isOpen() && probe.ask() == State.NONE) {
            text.lost();
        }
    }

    /** The error in place of SQLite's, where the locks tell more than SQLite does. */
    SQLException explain(String sql, SQLException failure) {
        return locks.explain(sql, failure);
    }

    /** The connection's attached databases. */
    AttachedDatabases attached() {
        return locks.attached();
    }

    /** Ends a wait for the lock. Any thread may call it. */
    void cancelWait() {
        locks.cancel();
    }

    private void requireOngoing(String sql) throws SQLException {
        if (begun && loss.isLostByNow()) {
            ended(false);
        }
        loss.check(sql);
    }

    /** Looks, after a statement such as COMMIT in the application's own SQL, whether the transaction has begun or ended. */
    void afterControlStatement() {
        if (begun) {
            endedUnlessOpen(intent.isWritten());
        } else if (connection.getConnectionConfig().isAutoCommit()) {
            text.ran(probe.ask() == State.OPEN);
        } else {
            begun = probe.ask() == State.OPEN;
            if (begun) {
                intent.begin(false, 0);
            }
        }
    }

    /** The connection is closed: SQLite has rolled back what was open. */
    void closed() {
        ended(false);
        locks.attached().close();
    }

    private void ended(boolean committed) {
        begun = false;
        text.closed();
        intent.end();
        locks.release(committed);
    }

    private void endedUnlessOpen(boolean committed) {
        if (probe.ask() == State.NONE) {
            ended(committed);
        }
    }
}
