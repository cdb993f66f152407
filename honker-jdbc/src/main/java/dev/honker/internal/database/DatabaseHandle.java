package dev.honker.internal.database;

import dev.honker.Database;
import dev.honker.Delivery;
import dev.honker.HonkerException;
import dev.honker.Inspection;
import dev.honker.JanitorHandle;
import dev.honker.JanitorOptions;
import dev.honker.JanitorReport;
import dev.honker.JsonCodec;
import dev.honker.JsonCodecFactory;
import dev.honker.ListenHandle;
import dev.honker.ListenOptions;
import dev.honker.Listener;
import dev.honker.LockHandle;
import dev.honker.LockOptions;
import dev.honker.NotificationHandler;
import dev.honker.NotificationPruneOptions;
import dev.honker.Outbox;
import dev.honker.OutboxOptions;
import dev.honker.Queue;
import dev.honker.QueueOptions;
import dev.honker.QueueWorkers;
import dev.honker.Row;
import dev.honker.Scheduler;
import dev.honker.Stream;
import dev.honker.TaskRegistry;
import dev.honker.TaskWorkerHandle;
import dev.honker.TaskWorkerOptions;
import dev.honker.Tasks;
import dev.honker.TransactionCallback;
import dev.honker.UpdateEvents;
import dev.honker.WatcherStatus;
import dev.honker.WriterLockStatus;
import dev.honker.internal.access.DatabaseAccess;
import dev.honker.internal.access.Sweeps;
import dev.honker.internal.check.Check;
import dev.honker.internal.check.Loggers;
import dev.honker.internal.engine.Results;
import dev.honker.internal.engine.Schema;
import dev.honker.internal.inspect.FileInspection;
import dev.honker.internal.janitor.Janitor;
import dev.honker.internal.json.JsonCodecs;
import dev.honker.internal.lock.NamedLocks;
import dev.honker.internal.lock.RateLimiter;
import dev.honker.internal.pubsub.Channels;
import dev.honker.internal.queue.InlineWorkers;
import dev.honker.internal.queue.OutboxQueue;
import dev.honker.internal.queue.QueueHandle;
import dev.honker.internal.queue.QueueHome;
import dev.honker.internal.queue.ResultWaits;
import dev.honker.internal.queue.WorkerTotals;
import dev.honker.internal.runtime.Children;
import dev.honker.internal.schedule.BrokenSchedules;
import dev.honker.internal.schedule.ScheduleBook;
import dev.honker.internal.stream.StreamTopic;
import dev.honker.internal.task.AnnotatedTasks;
import dev.honker.internal.task.RunningTasks;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A database as the API shows it; thread-safe. */
public final class DatabaseHandle implements Database, QueueHome {

    private static final Logger LOG = Loggers.DATABASE;

    private final DatabaseAccess access;
    private final @Nullable InlineWorkers inline;
    private final Children children = new Children();
    private final ResultWaits resultWaits;
    private final NamedLocks locks;
    private final WorkerTotals workerTotals = new WorkerTotals();
    private final BrokenSchedules brokenSchedules = new BrokenSchedules();
    private final AtomicReference<@Nullable Thread> closer = new AtomicReference<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Memory<QueueOptions, Queue> queues = new Memory<>("queue");
    private final Memory<OutboxSettings, Outbox> outboxes = new Memory<>("outbox");
    private final @Nullable JsonCodecFactory chosenCodecs;
    private @Nullable Tasks tasks;

    private record OutboxSettings(Delivery delivery, OutboxOptions options) {}

    /** A database behind this access, which it closes in the end. */
    public DatabaseHandle(DatabaseAccess access) {
        this(access, null, null);
    }

    /**
     * As {@link #DatabaseHandle(DatabaseAccess)}; {@code inline} are its workers if they are to have no threads, {@code codecs} makes its codecs
     * if others than the defaults are wanted.
     */
    public DatabaseHandle(DatabaseAccess access, @Nullable InlineWorkers inline, @Nullable JsonCodecFactory codecs) {
        this.access = access;
        this.inline = inline;
        this.chosenCodecs = codecs;
        this.resultWaits = new ResultWaits(access, children);
        this.locks = new NamedLocks(access, children);
    }

    /** Makes the tables that are missing, and begins to follow commits if it is inline. */
    public void prepare() {
        access.call(session -> {
            Schema.ensure(session);
            return true;
        });
        if (inline != null) {
            inline.start(access, children);
        }
    }

    @Override
    public Path path() {
        return access.path();
    }

    @Override
    public Queue queue(String name) {
        return openQueue(name, null);
    }

    @Override
    public Queue queue(String name, QueueOptions options) {
        return openQueue(name, Check.notNull("options", options));
    }

    private Queue openQueue(String name, @Nullable QueueOptions options) {
        Check.notBlank("queue name", name);
        access.requireOpen();
        QueueOptions chosen = options == null ? QueueOptions.defaults() : options;
        return queues.get(name, options, chosen, () -> new QueueHandle(name, chosen, access, this));
    }

    @Override
    public Stream stream(String topic) {
        access.requireOpen();
        return new StreamTopic(topic, access, children);
    }

    @Override
    public Outbox outbox(String name, Delivery delivery, OutboxOptions options) {
        Check.notBlank("outbox name", name);
        Check.notNull("delivery", delivery);
        Check.notNull("options", options);
        access.requireOpen();
        OutboxSettings settings = new OutboxSettings(delivery, options);
        return outboxes.get(name, settings, settings, () -> new OutboxQueue(name, delivery, options, access, this));
    }

    @Override
    public synchronized Tasks tasks() {
        Tasks present = tasks;
        if (present == null) {
            present = AnnotatedTasks.of(new TaskRegistry(this), chosenCodecs);
            tasks = present;
        }
        return present;
    }

    @Override
    public TaskWorkerHandle runTasks(TaskRegistry registry, TaskWorkerOptions options) {
        access.requireOpen();
        return RunningTasks.start(access, this, registry, options);
    }

    @Override
    public Scheduler scheduler() {
        access.requireOpen();
        return new ScheduleBook(access, children, null, brokenSchedules);
    }

    @Override
    public Scheduler scheduler(ZoneId zone) {
        access.requireOpen();
        return new ScheduleBook(access, children, Check.notNull("zone", zone), brokenSchedules);
    }

    /** What was told of already of schedules that can't be advanced. */
    BrokenSchedules brokenSchedules() {
        return brokenSchedules;
    }

    // ---- notifications, locks, limits

    @Override
    public long notify(String channel, String payloadJson) {
        return Channels.notify(access, channel, payloadJson);
    }

    @Override
    public Listener listen(String channel) {
        return Channels.listen(access, children, channel);
    }

    @Override
    public ListenHandle listen(String channel, NotificationHandler handler, ListenOptions options) {
        return Channels.listen(access, children, channel, handler, options);
    }

    @Override
    public int pruneNotifications(NotificationPruneOptions options) {
        return Channels.prune(access, options);
    }

    @Override
    public Optional<LockHandle> tryLock(String name, LockOptions options) {
        return locks.tryLock(name, options);
    }

    @Override
    public boolean tryRateLimit(String name, int limit, Duration per) {
        return RateLimiter.tryAcquire(access, name, limit, per);
    }

    @Override
    public int sweepRateLimits(Duration olderThan) {
        return RateLimiter.sweep(access, olderThan);
    }

    @Override
    public int sweepResults() {
        long swept = Sweeps.run(access, Results.sweeping());
        return (int) Math.min(Integer.MAX_VALUE, swept);
    }

    @Override
    public JanitorHandle janitor(JanitorOptions options) {
        return Janitor.start(access, children, options);
    }

    @Override
    public JanitorReport clean(JanitorOptions options) {
        return Janitor.clean(access, options);
    }

    @Override
    public Inspection inspection() {
        access.requireOpen();
        return new FileInspection(access);
    }

    @Override
    public WatcherStatus watcher() {
        return access.watcher();
    }

    @Override
    public WriterLockStatus writerLock() {
        return access.writerLock();
    }

    @Override
    public List<QueueWorkers> queueWorkers() {
        return workerTotals.look(children);
    }

    @Override
    public UpdateEvents updateEvents() {
        return new ChildEvents(access.subscribe(), children);
    }

    // ---- SQL of the caller

    @Override
    public <T extends @Nullable Object, X extends Exception> T transaction(TransactionCallback<T, X> callback)
            throws X {
        Check.notNull("callback", callback);
        return access.transaction(connection -> {
            TransactionHandle transaction = new TransactionHandle(connection, this, access);
            try {
                return callback.run(transaction);
            } finally {
                transaction.end();
            }
        });
    }

    @Override
    public List<Row> query(String sql, List<? extends @Nullable Object> parameters) {
        return access.onConnection(connection -> Statements.query(connection, sql, parameters));
    }

    // ---- for the handles

    @Override
    public Database database() {
        return this;
    }

    @Override
    public QueueOptions queueOptions(String name) {
        return queues.options(name).orElseGet(QueueOptions::defaults);
    }

    @Override
    public ResultWaits resultWaits() {
        return resultWaits;
    }

    @Override
    public Children children() {
        return children;
    }

    @Override
    public WorkerTotals workerTotals() {
        return workerTotals;
    }

    @Override
    public Optional<InlineWorkers> inlineWorkers() {
        return Optional.ofNullable(inline);
    }

    @Override
    public <T> JsonCodec<T> codec(Class<T> type) {
        return codecs().of(type);
    }

    @Override
    public JsonCodecFactory codecs() {
        return chosenCodecs == null ? JsonCodecs::ofType : chosenCodecs;
    }

    // ---- the end

    @Override
    public void close() {
        boolean first = closer.compareAndSet(null, Thread.currentThread());
        if (children.isWithin()) {
            // why: it can't be waited for the end of a handler by the handler
            if (first) {
                endInBackground();
            }
        } else if (first) {
            end();
        } else if (closer.get() != Thread.currentThread()) {
            // why not the closer: a result that is waited for fails then, which may run the user's code
            awaitEnd();
        }
    }

    private void endInBackground() {
        Thread thread = new Thread(
                () -> {
                    try {
                        end();
                    } catch (RuntimeException e) {
                        LOG.log(Level.WARNING, "honker: the closing of a database by one of its handlers failed", e);
                    }
                },
                "honker-close");
        // why: handlers run on daemons, and what they hold has to be given back
        thread.setDaemon(false);
        closer.set(thread);
        try {
            thread.start();
        } catch (Error e) {
            // why: there may be no more threads, and then somebody else has to close
            closer.set(null);
            throw e;
        }
    }

    private void awaitEnd() {
        boolean interrupted = false;
        while (true) {
            try {
                ended.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
                children.stopNow();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void end() {
        try {
            children.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new HonkerException("closing the database failed: " + e, e);
        } finally {
            try {
                access.close();
            } finally {
                ended.countDown();
            }
        }
    }

    @Override
    public List<String> openHandles() {
        return children.handles();
    }

    @Override
    public boolean isClosed() {
        return access.isClosed();
    }

    @Override
    public String toString() {
        return "Database" + (isClosed() ? " (closed)" : "");
    }
}
