package dev.honker.internal.database;

import dev.honker.ConnectionLender;
import dev.honker.Database;
import dev.honker.HonkerClosedException;
import dev.honker.Queue;
import dev.honker.QueueOptions;
import dev.honker.Row;
import dev.honker.Scheduler;
import dev.honker.Stream;
import dev.honker.Tasks;
import dev.honker.Transaction;
import dev.honker.internal.access.Access;
import dev.honker.internal.access.AccessHolder;
import dev.honker.internal.access.BoundAccess;
import dev.honker.internal.check.Check;
import dev.honker.internal.check.Rollbacks;
import dev.honker.internal.lock.RateLimiter;
import dev.honker.internal.pubsub.Channels;
import dev.honker.internal.queue.QueueHandle;
import dev.honker.internal.queue.QueueHome;
import dev.honker.internal.runtime.Children;
import dev.honker.internal.schedule.BrokenSchedules;
import dev.honker.internal.schedule.ScheduleBook;
import dev.honker.internal.stream.StreamTopic;
import dev.honker.internal.task.AnnotatedTasks;
import java.sql.Connection;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A transaction on one connection, valid until it is ended; for the thread that runs the connection. */
public final class TransactionHandle implements Transaction, AccessHolder {

    private final QueueHome home;
    private final BoundAccess access;
    private volatile boolean ended;

    /**
     * A view of the connection's transaction, whose begin and end are somebody else's.
     *
     * @param rollbacks knows of its end
     */
    public TransactionHandle(Connection connection, QueueHome home, Rollbacks rollbacks) {
        this.home = home;
        this.access = new BoundAccess(connection, this::requireOpen, rollbacks);
    }

    /** As the other one, on whatever connection is lent to each operation. */
    public TransactionHandle(ConnectionLender lender, QueueHome home, Rollbacks rollbacks) {
        this.home = home;
        this.access = new BoundAccess(lender, this::requireOpen, rollbacks);
    }

    /** Refuses every later use: the connection goes back to where it came from. */
    void end() {
        ended = true;
    }

    private void requireOpen() {
        if (ended) {
            throw new HonkerClosedException(
                    "this transaction has ended; a Transaction and its handles are valid only inside its callback");
        }
    }

    @Override
    public Access access() {
        return access;
    }

    @Override
    public Connection connection() {
        return access.onConnection(connection -> connection);
    }

    @Override
    public int execute(String sql, List<? extends @Nullable Object> parameters) {
        return access.onConnection(connection -> Statements.execute(connection, sql, parameters));
    }

    @Override
    public List<Row> query(String sql, List<? extends @Nullable Object> parameters) {
        return access.onConnection(connection -> Statements.query(connection, sql, parameters));
    }

    @Override
    public long notify(String channel, String payloadJson) {
        return Channels.notify(access, channel, payloadJson);
    }

    @Override
    public Queue queue(String name) {
        return queue(name, home.queueOptions(Check.notBlank("queue name", name)));
    }

    @Override
    public Queue queue(String name, QueueOptions options) {
        return new QueueHandle(Check.notBlank("queue name", name), Check.notNull("options", options), access, home);
    }

    @Override
    public Stream stream(String topic) {
        return new StreamTopic(topic, access, new Children());
    }

    @Override
    public Tasks tasks() {
        return home instanceof Database database ? database.tasks().in(this) : AnnotatedTasks.on(this);
    }

    @Override
    public Scheduler scheduler() {
        requireOpen();
        return new ScheduleBook(access, new Children(), null, brokenSchedules());
    }

    @Override
    public Scheduler scheduler(ZoneId zone) {
        requireOpen();
        return new ScheduleBook(access, new Children(), Check.notNull("zone", zone), brokenSchedules());
    }

    private BrokenSchedules brokenSchedules() {
        return home instanceof DatabaseHandle database ? database.brokenSchedules() : new BrokenSchedules();
    }

    @Override
    public boolean tryRateLimit(String name, int limit, Duration per) {
        return RateLimiter.tryAcquire(access, name, limit, per);
    }
}
