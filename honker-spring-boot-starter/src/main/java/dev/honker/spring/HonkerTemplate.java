package dev.honker.spring;

import dev.honker.Database;
import dev.honker.EnqueueOptions;
import dev.honker.Honker;
import dev.honker.HonkerInvalidOptionException;
import dev.honker.JsonCodec;
import dev.honker.OnDuplicate;
import dev.honker.Queue;
import dev.honker.Stream;
import dev.honker.Transaction;
import dev.honker.TypedQueue;
import dev.honker.UniqueJob;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.dao.DataAccessException;

/**
 * Enqueues, publishes and notifies inside the transaction that Spring manages for the calling thread on the data source, by
 * whatever transaction manager: what is written is there if and only if that transaction commits. Without such a transaction, and
 * in what Spring calls after its commit or rollback, each call is a short one of its own.
 *
 * <p>A payload that is a text counts as JSON and is stored verbatim; any other is encoded by the codec of its class that the database has
 * ({@link Database#codecs}), a {@link TypedPayload} by that of its type: by the application's mapper, if it has one.
 *
 * <p>Safe for use by several threads. Methods that run SQL may wait for a lock as long as the busy timeout, and throw Spring's
 * {@link DataAccessException}s with honker's exception as the cause. Handles ({@link #queue}, {@link #stream}) join
 * transactions in the same way, and throw honker's own exceptions, which Spring translates in a {@code @Repository}. Arguments
 * outside their limits, null among them, are refused before anything is done.
 */
public final class HonkerTemplate {

    private final Database database;
    private final JoiningDataSource pool;

    /** The transaction that the thread is in, whichever that is. */
    private final Transaction joined;

    private final HonkerExceptionTranslator translator = new HonkerExceptionTranslator();
    private final PayloadTexts texts;

    /**
     * A template of the application's own, which then replaces the auto-configured one. Runs no SQL.
     *
     * @param database one on the data source that takes part in its transactions, as the auto-configured one does and those on
     *     {@link #joining} do
     * @param dataSource the data source whose transactions are joined
     */
    public HonkerTemplate(Database database, DataSource dataSource) {
        this(required("database", database), new JoiningDataSource(required("dataSource", dataSource)));
    }

    HonkerTemplate(Database database, JoiningDataSource pool) {
        this.database = database;
        this.pool = pool;
        this.texts = new PayloadTexts(database.codecs());
        this.joined = Honker.on(new TransactionLender(pool.pool()));
    }

    /**
     * A data source that, inside a transaction that Spring manages on the given one, hands out the connection of that transaction
     * until it has ended, and otherwise connections of the given one: for a {@link Database} of the application's own,
     * {@code Honker.of(HonkerTemplate.joining(dataSource))}. Runs no SQL.
     *
     * @throws HonkerInvalidOptionException if the data source is null
     */
    public static DataSource joining(DataSource dataSource) {
        return new JoiningDataSource(required("dataSource", dataSource));
    }

    /** The database that everything is done on. */
    public Database database() {
        return database;
    }

    /** Whether the calling thread is in a transaction that Spring manages on the data source and that has not ended. Runs no SQL. */
    public boolean isInTransaction() {
        return pool.isInTransaction();
    }

    /** The queue of a name; its operations join transactions. May be kept. Runs no SQL. */
    public Queue queue(String name) {
        return database.queue(name);
    }

    /** The queue of a name with payloads of a type; its operations join transactions. May be kept. Runs no SQL. */
    public <T> TypedQueue<T> queue(String name, Class<T> type) {
        return database.queue(name, type);
    }

    /** The queue of a name with payloads of a type such as {@code List<Order>}; otherwise as {@link #queue(String, Class)}. */
    @SuppressWarnings("unchecked") // why: the codec of a type takes what is of that type
    public <T> TypedQueue<T> queue(String name, ParameterizedTypeReference<T> type) {
        return queue(name, (JsonCodec<T>) texts.codec(required("type", type).getType()));
    }

    /** The queue of a name with payloads by a codec; otherwise as {@link #queue(String, Class)}. */
    public <T> TypedQueue<T> queue(String name, JsonCodec<T> codec) {
        return database.queue(name).typed(codec);
    }

    /** The stream of a topic; its operations join transactions. May be kept. Runs no SQL. */
    public Stream stream(String topic) {
        return database.stream(topic);
    }

    /** Enqueues a job and returns its id. */
    public long enqueue(String queue, Object payload) {
        return enqueue(queue, payload, EnqueueOptions.defaults());
    }

    /** Enqueues a job and returns its id. */
    public long enqueue(String queue, Object payload, EnqueueOptions options) {
        return translated("enqueue", () -> joining(queue).enqueue(json(payload), options));
    }

    /** Enqueues jobs in one go, all or none, and returns their ids in the same order. */
    public List<Long> enqueueAll(String queue, List<?> payloads) {
        return translated("enqueueAll", () -> {
            List<String> texts = new ArrayList<>(required("payloads", payloads).size());
            payloads.forEach(payload -> texts.add(json(payload)));
            return joining(queue).enqueueAll(texts);
        });
    }

    /**
     * Enqueues a job unless the queue has a live one with the same key; then does what {@code onDuplicate} says.
     *
     * @throws org.springframework.dao.DuplicateKeyException if there is such a job and {@link OnDuplicate#FAIL} is asked for
     */
    public UniqueJob enqueueUnique(String queue, String key, Object payload, OnDuplicate onDuplicate) {
        return translated("enqueueUnique", () -> joining(queue).enqueueUnique(key, json(payload), onDuplicate));
    }

    /** Publishes an event without a key and returns its offset. */
    public long publish(String topic, Object payload) {
        return publish(topic, payload, null);
    }

    /**
     * Publishes an event and returns its offset.
     *
     * @param key stored with the event, null for none; it has no effect on order or delivery
     */
    public long publish(String topic, Object payload, @Nullable String key) {
        return translated("publish", () -> {
            Stream stream = isInTransaction() ? joined.stream(topic) : database.stream(topic);
            return stream.publish(json(payload), key);
        });
    }

    /** Sends a notification, which listeners get after the commit, and returns its id. */
    public long notify(String channel, Object payload) {
        return translated(
                "notify",
                () -> isInTransaction()
                        ? joined.notify(channel, json(payload))
                        : database.notify(channel, json(payload)));
    }

    /** why not the database's own handle: it finds out anew at each call whether the connection that it gets is in a transaction. */
    private Queue joining(String name) {
        Queue queue = database.queue(name);
        return isInTransaction() ? joined.queue(name, queue.options()) : queue;
    }

    private String json(Object payload) {
        return texts.of(required("payload", payload));
    }

    private static <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw new HonkerInvalidOptionException(name + " must not be null");
        }
        return value;
    }

    private <T> T translated(String task, Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            DataAccessException translated = translator.translate(task, e);
            throw translated == null ? e : translated;
        }
    }
}
