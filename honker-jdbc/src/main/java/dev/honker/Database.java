package dev.honker;

import dev.honker.internal.check.Check;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A database file with queues, streams, notifications, schedules, locks and rate limits in it. Its methods each run in a short
 * transaction of their own, or join the {@link #transaction} that the calling thread has open on this database. A program
 * opens one and closes it at its end.
 *
 * <p>Safe for use by several threads. Methods that run SQL may wait for a lock as long as the busy timeout, and throw
 * {@link HonkerSqlException} if SQLite refuses, {@link HonkerClosedException} after {@link #close}, and
 * {@link DatabaseReplacedException} if the file was replaced. Arguments outside their limits, null among them, throw
 * {@link HonkerInvalidOptionException} before anything is done.
 */
public interface Database extends AutoCloseable {

    /** The database file; absolute. */
    Path path();

    /** The queue of a name: the handle that was made for it before, else one with the default options. Runs no SQL. */
    Queue queue(String name);

    /**
     * The queue of a name with these options. Runs no SQL.
     *
     * @throws HonkerInvalidOptionException if the name is blank, or a handle with other options was made for it before
     */
    Queue queue(String name, QueueOptions options);

    /**
     * The queue of a name with Jackson as codec; otherwise as {@link #queue(String)}.
     *
     * @throws HonkerException if Jackson is not on the class path
     */
    default <T> TypedQueue<T> queue(String name, Class<T> type) {
        return queue(name).typed(type);
    }

    /**
     * The queue of a name with these options and with Jackson as codec; otherwise as {@link #queue(String, QueueOptions)}.
     *
     * @throws HonkerException if Jackson is not on the class path
     */
    default <T> TypedQueue<T> queue(String name, Class<T> type, QueueOptions options) {
        return queue(name, options).typed(type);
    }

    /** What makes the codecs of its typed queues and tasks: what it was opened with, or {@link Honker#codecs()}. */
    JsonCodecFactory codecs();

    /** The stream of a topic, which must not be blank. Runs no SQL. */
    Stream stream(String topic);

    /** The outbox of a name, which must not be blank, with the default options. Runs no SQL. */
    default Outbox outbox(String name, Delivery delivery) {
        return outbox(name, delivery, OutboxOptions.defaults());
    }

    /**
     * The outbox of a name: the queue {@code _outbox:NAME} and the delivery of what is in it. Runs no SQL.
     *
     * @throws HonkerInvalidOptionException if the name is blank, or an outbox of the name was made before with other
     * options
     *     or another delivery
     */
    Outbox outbox(String name, Delivery delivery, OutboxOptions options);

    /**
     * Sends a notification, which listeners get after the commit.
     *
     * @param payloadJson stored verbatim
     * @return its id
     */
    long notify(String channel, String payloadJson);

    /** Listens to what is sent on a channel from now on; nothing is replayed. To be closed by the caller. */
    Listener listen(String channel);

    /** Calls a handler for what is sent on a channel from now on, with the default options. Starts a thread. */
    default ListenHandle listen(String channel, NotificationHandler handler) {
        return listen(channel, handler, ListenOptions.defaults());
    }

    /** Calls a handler for what is sent on a channel from now on; nothing is replayed. Starts a thread. */
    ListenHandle listen(String channel, NotificationHandler handler, ListenOptions options);

    /** Deletes the notifications that the options name, and returns how many. */
    int pruneNotifications(NotificationPruneOptions options);

    /**
     * The schedules of the file, in the zone that the connections are configured with, or else in the default zone
     * of the process. Runs no SQL.
     */
    Scheduler scheduler();

    /** The schedules of the file, in a zone of one's own: all programs that may fire them need the same. Runs no SQL. */
    Scheduler scheduler(ZoneId zone);

    /** Takes a lock with the default options, as {@link #lock(String, LockOptions)}. */
    default LockHandle lock(String name) {
        return lock(name, LockOptions.defaults());
    }

    /**
     * Takes a lock across threads and processes, without waiting for its holder. Inside a transaction others
     * see it at the commit. To be closed by the caller.
     *
     * @throws LockHeldException if someone else holds it
     * @throws HonkerException if the options ask for automatic renewal inside a transaction, which could not renew what is not
     *     committed; a rollback leaves no lock
     */
    default LockHandle lock(String name, LockOptions options) {
        return tryLock(name, options).orElseThrow(() -> new LockHeldException(name));
    }

    /** Takes a lock with the default options, as {@link #tryLock(String, LockOptions)}. */
    default Optional<LockHandle> tryLock(String name) {
        return tryLock(name, LockOptions.defaults());
    }

    /** Takes a lock as {@link #lock(String, LockOptions)} does; empty if someone else holds it. */
    Optional<LockHandle> tryLock(String name, LockOptions options);

    /**
     * Counts one call against a limit per window of time, if the limit leaves room for it. Windows start at
     * multiples of {@code per} since the epoch. Names with different windows need different names.
     *
     * @param limit positive
     * @param per positive; fractions of seconds round up
     * @return whether there was room; a refused call is not counted
     */
    boolean tryRateLimit(String name, int limit, Duration per);

    /**
     * Deletes the windows of rate limits that began longer ago than this, and returns how many.
     *
     * @param olderThan not negative, and longer than any window in use; fractions of seconds round up
     */
    int sweepRateLimits(Duration olderThan);

    /** Deletes expired results of all queues, and returns how many. */
    int sweepResults();

    /** Cleans in the background, at once and then as often as the options say. Starts a thread. */
    JanitorHandle janitor(JanitorOptions options);

    /** Cleans once, now, and returns what was taken away. Each table is cleaned in transactions of its own. */
    JanitorReport clean(JanitorOptions options);

    /** Methods as tasks: the same object at each call. Runs no SQL. */
    Tasks tasks();

    /** The registry of {@link #tasks}, also for tasks that are no methods. Runs no SQL. */
    default TaskRegistry taskRegistry() {
        return tasks().registry();
    }

    /** Runs the tasks of a registry in the background, with the default options. */
    default TaskWorkerHandle runTasks(TaskRegistry registry) {
        return runTasks(registry, TaskWorkerOptions.defaults());
    }

    /**
     * Runs the tasks of a registry of this database in the background until the handle or the database is closed:
     * a worker with threads of its own for each queue. A job that is no call of a registered task becomes a dead letter that says
     * why.
     *
     * @throws HonkerInvalidOptionException if nothing is registered, or the registry belongs to another database
     */
    TaskWorkerHandle runTasks(TaskRegistry registry, TaskWorkerOptions options);

    /** A look at the file for whoever operates it. Runs no SQL. */
    Inspection inspection();

    /**
     * How the watcher of the file is in this process. Takes a connection for the moment of the call and runs no SQL. If nobody waits
     * for commits, the files that connections of this process have opened at the path are compared with the one that is there,
     * which is examined and not opened.
     */
    WatcherStatus watcher();

    /**
     * Returns what happened at the write lock of the file among the connections of this process: waits, transactions that yielded the
     * lock, writes that were refused after that. Takes a connection for the moment of the call and runs no SQL. All counts are zero on a
     * pool of plain sqlite-jdbc, which has no such lock.
     */
    WriterLockStatus writerLock();

    /** What the workers of this database did since it was opened, by the name of the queue; also after the end. Runs no SQL. */
    List<QueueWorkers> queueWorkers();

    /** A subscription to the commits of the file. To be closed by the caller. */
    UpdateEvents updateEvents();

    /**
     * Runs a callback in a transaction: commits when it returns, rolls back when it throws. Calls of this database and its
     * handles that the callback makes on its own thread join the transaction. Called inside a transaction of this database on
     * the same thread it is a savepoint: if the callback throws, only its own part is taken back.
     *
     * <p>On connections of honker's driver the first statement waits for the file's write lock, so that nothing after it fails
     * half-way for the want of it; plain sqlite-jdbc begins as the data source is configured.
     *
     * @return what the callback returned
     * @throws X what the callback threw, after the rollback
     */
    <T extends @Nullable Object, X extends Exception> T transaction(TransactionCallback<T, X> callback) throws X;

    /**
     * Runs a callback without a result in a transaction, as {@link #transaction}.
     *
     * @throws X what the callback threw, after the rollback
     */
    default <X extends Exception> void transactionVoid(TransactionBody<X> body) throws X {
        Check.notNull("body", body);
        this.<@Nullable Void, X>transaction(tx -> {
            body.run(tx);
            return null;
        });
    }

    /** Runs a query without parameters and returns all its rows. */
    default List<Row> query(String sql) {
        return query(sql, List.of());
    }

    /** Runs a query and returns all its rows; the parameters as with {@link Transaction#execute(String, List)}. */
    List<Row> query(String sql, List<? extends @Nullable Object> parameters);

    /**
     * Stops the workers, subscriptions and listeners of this database, each with its own deadline, then releases its locks, and
     * closes its connections; pools that were given to it stay open. What a handler still has to do may take locks and wait for
     * results until then, but start nothing new in the background. Idempotent: whoever comes second waits for the first. A thread
     * that is interrupted gives no time until the deadlines, and keeps its flag. Called by a handler of this database it returns
     * at once, and the database is closed by a thread of its own when the handler has ended.
     */
    @Override
    void close();

    /**
     * What was opened through this database and has not ended or been closed: workers, subscriptions, listeners, schedulers,
     * janitors, subscriptions to commits, locks. The oldest first, each as a short text for people, such as
     * {@code worker mail-1f0c of queue mail}; the texts may change. Empty after {@link #close}. Runs no SQL.
     *
     * @return a copy
     */
    List<String> openHandles();

    /** Whether {@link #close} was called. */
    boolean isClosed();
}
