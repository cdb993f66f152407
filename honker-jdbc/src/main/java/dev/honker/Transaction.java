package dev.honker;

import java.sql.Connection;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An open transaction: what is done through it, through its connection and through the handles it gives is committed or
 * rolled back together. One of {@code Database.transaction} is valid until the callback returns; one on a caller's
 * connection
 * as long as the caller's transaction, and it never commits.
 *
 * <p>For use by one thread. Each method runs SQL and may wait for a lock as long as the connection's busy timeout; it
 * throws
 * {@link HonkerSqlException} if SQLite refuses, and {@link HonkerClosedException} when the transaction is over.
 */
public interface Transaction {

    /**
     * The connection of the transaction, for the caller's own SQL, an ORM or a DSL. Neither commit nor close it in a
     * callback.
     *
     * @throws HonkerClosedException when the transaction is over
     */
    Connection connection();

    /** Runs a statement without parameters and returns how many rows it changed. */
    default int execute(String sql) {
        return execute(sql, List.of());
    }

    /**
     * Runs a statement and returns how many rows it changed.
     *
     * @param parameters the values for its question marks in order: null, texts, numbers, booleans (as 0 and 1), byte
     * arrays;
     *     anything else as its {@code toString()}
     */
    int execute(String sql, List<? extends @Nullable Object> parameters);

    /** Runs a query without parameters and returns all its rows. */
    default List<Row> query(String sql) {
        return query(sql, List.of());
    }

    /** Runs a query and returns all its rows; the parameters as with {@link #execute(String, List)}. */
    List<Row> query(String sql, List<? extends @Nullable Object> parameters);

    /**
     * Sends a notification, which listeners get after the commit.
     *
     * @return its id
     */
    long notify(String channel, String payloadJson);

    /**
     * A queue whose operations run in this transaction, with the options of the database's own handle of the name, if there is
     * one, else with the default ones. It refuses what waits or starts threads.
     *
     * @throws HonkerInvalidOptionException if the name is null or blank
     */
    Queue queue(String name);

    /**
     * A queue whose operations run in this transaction. It refuses what waits or starts threads.
     *
     * @throws HonkerInvalidOptionException if the name is null or blank, or the options are null
     */
    Queue queue(String name, QueueOptions options);

    /**
     * A typed queue whose operations run in this transaction, with Jackson as codec.
     *
     * @throws HonkerException if Jackson is not on the class path
     */
    default <T> TypedQueue<T> queue(String name, Class<T> type) {
        return queue(name).typed(type);
    }

    /** As {@link #queue(String, Class)}, with options of its own. */
    default <T> TypedQueue<T> queue(String name, Class<T> type, QueueOptions options) {
        return queue(name, options).typed(type);
    }

    /**
     * A stream whose operations run in this transaction. It refuses what waits or starts threads.
     *
     * @throws HonkerInvalidOptionException if the topic is null or blank
     */
    Stream stream(String topic);

    /** Methods as tasks whose calls are enqueued in this transaction. It runs and registers none. */
    Tasks tasks();

    /**
     * The schedules of the file, kept in this transaction, in the zone that the connection is configured with, or else in the
     * default zone of the process. It refuses to run in the background.
     */
    Scheduler scheduler();

    /** As {@link #scheduler()}, in a zone of one's own. */
    Scheduler scheduler(ZoneId zone);

    /** Counts against a rate limit as {@link Database#tryRateLimit} does; a rollback takes the count back. */
    boolean tryRateLimit(String name, int limit, Duration per);
}
