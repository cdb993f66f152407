package dev.honker.internal.stream;

import dev.honker.Event;
import dev.honker.Stream;
import dev.honker.StreamHandle;
import dev.honker.StreamHandler;
import dev.honker.SubscribeOptions;
import dev.honker.Transaction;
import dev.honker.internal.access.Access;
import dev.honker.internal.access.RowRecords;
import dev.honker.internal.check.Check;
import dev.honker.internal.engine.Streams;
import dev.honker.internal.runtime.Children;
import java.sql.Connection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stream by its topic, through one access; as thread-safe as that. */
public final class StreamTopic implements Stream {

    private static final int MOST_PER_BATCH = 100_000;

    private final String topic;
    private final Access access;
    private final Children children;

    /**
     * A handle of the stream; runs no SQL.
     *
     * @param topic not blank
     * @param children what subscriptions become part of
     */
    public StreamTopic(String topic, Access access, Children children) {
        this.topic = Check.notBlank("topic", topic);
        this.access = access;
        this.children = children;
    }

    @Override
    public String topic() {
        return topic;
    }

    @Override
    public Stream in(Transaction tx) {
        return new StreamTopic(topic, Access.of(Check.notNull("tx", tx)), children);
    }

    @Override
    public Stream in(Connection connection) {
        return new StreamTopic(topic, Access.of(Check.notNull("connection", connection)), children);
    }

    @Override
    public long publish(String payloadJson, @Nullable String key) {
        Check.text("payload", payloadJson);
        Check.textOrNull("key", key);
        return access.call(session -> Streams.publish(session, topic, key, payloadJson));
    }

    @Override
    public List<Long> publishAll(List<String> payloadsJson) {
        Check.texts("payloads", payloadsJson, MOST_PER_BATCH);
        return access.call(session -> Streams.publishAll(session, topic, payloadsJson));
    }

    @Override
    public List<Event> readSince(long offset, int limit) {
        Check.notNegative("offset", offset);
        Check.between("limit", 1, MOST_PER_BATCH, limit);
        return access.call(session -> Streams.readSince(session, topic, offset, limit)).stream()
                .map(RowRecords::event)
                .toList();
    }

    @Override
    public boolean saveOffset(String consumer, long offset) {
        Check.notBlank("consumer", consumer);
        Check.notNegative("offset", offset);
        return access.call(session -> Streams.saveOffset(session, consumer, topic, offset));
    }

    @Override
    public long getOffset(String consumer) {
        Check.notBlank("consumer", consumer);
        return access.call(session -> Streams.offset(session, consumer, topic));
    }

    @Override
    public long lastOffset() {
        return access.call(session -> Streams.lastOffset(session, topic));
    }

    @Override
    public StreamHandle subscribe(StreamHandler handler, SubscribeOptions options) {
        Check.notNull("handler", handler);
        Check.notNull("options", options);
        access.requireUnbound("a subscription");
        return Subscription.start(new SubscriptionSetup(access, topic, handler, options), children);
    }

    @Override
    public String toString() {
        return "stream " + topic;
    }
}
