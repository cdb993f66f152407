package dev.honker.hibernate;

import dev.honker.EnqueueOptions;
import dev.honker.Honker;
import dev.honker.HonkerException;
import dev.honker.HonkerInvalidOptionException;
import dev.honker.Queue;
import dev.honker.QueueOptions;
import dev.honker.Row;
import dev.honker.Scheduler;
import dev.honker.Stream;
import dev.honker.Tasks;
import dev.honker.Transaction;
import dev.honker.TypedQueue;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Honker in the transaction of a session: what is done through it, and through the handles it gives, is committed or rolled back
 * with the session's entities. It never begins or ends a transaction, and refuses to work outside of one. It is cheap: make one
 * where it is needed, or keep it as long as the session, also over several transactions.
 *
 * <p>What the methods of {@link Transaction} do here, they do at once, on the session's connection; Hibernate is asked to flush
 * before as the {@link FlushRule} says. The {@code …OnCommit} methods collect, and write before the commit, behind Hibernate's
 * last flush: in the order of the calls, jobs of one queue and events of one stream as one batch each. A rollback drops them.
 *
 * <p>A payload that is no {@code String} is made JSON by Jackson 2 or 3 when the method is called. One that would have to load
 * something, such as a lazy association, is refused: records make better payloads than entities.
 *
 * <p>For use by the thread that has the session. Errors are those of {@link Transaction}, with the driver's as their cause;
 * after an error the transaction should be rolled back, as with Hibernate itself.
 */
public final class HonkerSession implements Transaction {

    private final SessionLender lender;
    private final Transaction tx;

    private HonkerSession(Supplier<SharedSessionContractImplementor> session, FlushRule rule) {
        lender = new SessionLender(session, Argument.notNull("rule", rule));
        tx = Honker.on(lender);
    }

    /** As {@link #of(EntityManager, FlushRule)}, with {@link FlushRule#AT_COMMIT}. */
    public static HonkerSession of(EntityManager session) {
        return of(session, FlushRule.AT_COMMIT);
    }

    /**
     * Honker in the transactions of a {@code Session} or another entity manager of Hibernate's; also of a proxy that stands for the
     * transaction's session, such as Spring's.
     */
    public static HonkerSession of(EntityManager session, FlushRule rule) {
        Argument.notNull("session", session);
        return new HonkerSession(() -> session.unwrap(SharedSessionContractImplementor.class), rule);
    }

    /** Honker in the transactions of a stateless session. On Hibernate 6.6 it also lets {@link HonkerEvent}s know the session. */
    public static HonkerSession of(StatelessSession session) {
        if (!(Argument.notNull("session", session) instanceof SharedSessionContractImplementor stateless)) {
            throw new HonkerInvalidOptionException("session has to be Hibernate's own, not a proxy, but is a "
                    + session.getClass().getName());
        }
        BoundStatelessSessions.add(stateless);
        return new HonkerSession(() -> stateless, FlushRule.AT_COMMIT);
    }

    /**
     * Enqueues a job before the commit, with the default options.
     *
     * @param payload a {@code String} is JSON and stored as it is; anything else becomes JSON now
     * @throws dev.honker.HonkerException if there is no transaction, or the payload has no JSON form
     */
    public void enqueueOnCommit(String queue, Object payload) {
        enqueueOnCommit(queue, payload, EnqueueOptions.defaults());
    }

    /** As {@link #enqueueOnCommit(String, Object)}, with options. Times count from the commit. */
    public void enqueueOnCommit(String queue, Object payload, EnqueueOptions options) {
        Argument.notBlank("queue name", queue);
        Argument.notNull("options", options);
        onCommit().add(new Pending.Job(queue, json(payload, "queue '" + queue + "'"), options));
    }

    /** Publishes an event without a key before the commit; the payload as with {@link #enqueueOnCommit(String, Object)}. */
    public void publishOnCommit(String topic, Object payload) {
        publishOnCommit(topic, payload, null);
    }

    /** As {@link #publishOnCommit(String, Object)}, with a key, which may be null. */
    public void publishOnCommit(String topic, Object payload, @Nullable String key) {
        Argument.notBlank("topic", topic);
        onCommit().add(new Pending.Event(topic, json(payload, "stream '" + topic + "'"), key));
    }

    /** Sends a notification before the commit; the payload as with {@link #enqueueOnCommit(String, Object)}. */
    public void notifyOnCommit(String channel, Object payload) {
        Argument.notBlank("channel", channel);
        onCommit().add(new Pending.Notice(channel, json(payload, "channel '" + channel + "'")));
    }

    private CommitBuffer onCommit() {
        return CommitBuffer.of(lender.inTransaction());
    }

    private static String json(Object payload, String target) {
        Argument.notNull("payload", payload);
        try {
            return PayloadCodec.json(payload);
        } catch (Exception e) {
            throw new HonkerException("cannot encode a payload for " + target + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Connection connection() {
        return tx.connection();
    }

    @Override
    public int execute(String sql, List<? extends @Nullable Object> parameters) {
        return tx.execute(sql, parameters);
    }

    @Override
    public List<Row> query(String sql, List<? extends @Nullable Object> parameters) {
        return tx.query(sql, parameters);
    }

    @Override
    public long notify(String channel, String payloadJson) {
        return tx.notify(channel, payloadJson);
    }

    @Override
    public Queue queue(String name) {
        return tx.queue(name);
    }

    @Override
    public Queue queue(String name, QueueOptions options) {
        return tx.queue(name, options);
    }

    @Override
    public <T> TypedQueue<T> queue(String name, Class<T> type) {
        return queue(name).typed(PayloadCodec.of(type));
    }

    @Override
    public <T> TypedQueue<T> queue(String name, Class<T> type, QueueOptions options) {
        return queue(name, options).typed(PayloadCodec.of(type));
    }

    @Override
    public Stream stream(String topic) {
        return tx.stream(topic);
    }

    @Override
    public Tasks tasks() {
        return tx.tasks();
    }

    @Override
    public Scheduler scheduler() {
        return tx.scheduler();
    }

    @Override
    public Scheduler scheduler(ZoneId zone) {
        return tx.scheduler(zone);
    }

    @Override
    public boolean tryRateLimit(String name, int limit, Duration per) {
        return tx.tryRateLimit(name, limit, per);
    }
}
