package dev.honker;

import dev.honker.internal.check.Check;
import java.sql.Connection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stream of events that each consumer reads at its own pace. A handle from a {@link Database} runs each
 * operation in a short transaction of its own, or in the one that the calling thread has open on that database. A bound
 * one,
 * from {@link #in(Transaction)} or a {@link Transaction}, runs all of them on its connection, never commits, and refuses to
 * subscribe with a {@link HonkerException}.
 *
 * <p>Threads, waiting and errors as with a {@link Queue}.
 */
public interface Stream {

    /** The topic. */
    String topic();

    /** This stream, bound to a transaction. */
    default Stream in(Transaction tx) {
        return in(Check.notNull("tx", tx).connection());
    }

    /** This stream, bound to the transaction of a caller's connection. */
    Stream in(Connection connection);

    /** Publishes an event without a key and returns its offset. */
    default long publish(String payloadJson) {
        return publish(payloadJson, null);
    }

    /**
     * Publishes an event and returns its offset.
     *
     * @param payloadJson stored verbatim
     * @param key stored verbatim, null for none; it has no effect on order or delivery
     */
    long publish(String payloadJson, @Nullable String key);

    /** Publishes an event without a key in a transaction. */
    default long publish(Transaction tx, String payloadJson) {
        return in(tx).publish(payloadJson);
    }

    /** Publishes an event in a transaction. */
    default long publish(Transaction tx, String payloadJson, @Nullable String key) {
        return in(tx).publish(payloadJson, key);
    }

    /** Publishes an event without a key in the transaction of a caller's connection. */
    default long publish(Connection connection, String payloadJson) {
        return in(connection).publish(payloadJson);
    }

    /** Publishes an event in the transaction of a caller's connection. */
    default long publish(Connection connection, String payloadJson, @Nullable String key) {
        return in(connection).publish(payloadJson, key);
    }

    /**
     * Publishes events without keys in one transaction, all or none.
     *
     * @param payloadsJson at most 100,000, none null
     * @return their offsets in the same order
     */
    List<Long> publishAll(List<String> payloadsJson);

    /**
     * The events after an offset, in order.
     *
     * @param offset 0 for the beginning; not negative
     * @param limit how many at most, 1 to 100,000
     */
    List<Event> readSince(long offset, int limit);

    /**
     * Saves the offset of a consumer, if it is larger than the saved one.
     *
     * @param consumer not blank
     * @param offset not negative
     * @return whether it was saved
     */
    boolean saveOffset(String consumer, long offset);

    /** Saves the offset of a consumer in a transaction, with what the events led to. */
    default boolean saveOffset(Transaction tx, String consumer, long offset) {
        return in(tx).saveOffset(consumer, offset);
    }

    /** Saves the offset of a consumer in the transaction of a caller's connection, with what the events led to. */
    default boolean saveOffset(Connection connection, String consumer, long offset) {
        return in(connection).saveOffset(consumer, offset);
    }

    /** The saved offset of a consumer; 0 if there is none. */
    long getOffset(String consumer);

    /** The offset of the latest event of this topic; 0 if there is none. */
    long lastOffset();

    /** Calls a handler for each event, with the default options: from the beginning, and nothing saved. */
    default StreamHandle subscribe(StreamHandler handler) {
        return subscribe(handler, SubscribeOptions.defaults());
    }

    /** Calls a handler for each event, in the background, until the handle or the database is closed. */
    StreamHandle subscribe(StreamHandler handler, SubscribeOptions options);
}
