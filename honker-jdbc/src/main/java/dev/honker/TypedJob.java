package dev.honker;

import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A claimed job with a payload of a type; otherwise as the {@link Job} it is made of. Safe for use by several threads.
 *
 * @param <T> the type of the payload
 */
public final class TypedJob<T> {

    private final Job raw;
    private final JsonCodec<T> codec;

    /** Why no monitor: a payload that had no room in memory is read from the database, which may wait for a connection. */
    private final ReentrantLock decoding = new ReentrantLock();

    private @Nullable T payload;

    TypedJob(Job raw, JsonCodec<T> codec) {
        this.raw = raw;
        this.codec = codec;
    }

    /** The job without a type. */
    public Job raw() {
        return raw;
    }

    /**
     * The payload: decoded at the first call, the same object at each.
     *
     * @throws PayloadException if the codec can't decode it; the claim stays as it is
     */
    public T payload() {
        decoding.lock();
        try {
            T decoded = payload;
            if (decoded == null) {
                decoded = raw.payload(codec);
                payload = decoded;
            }
            return decoded;
        } finally {
            decoding.unlock();
        }
    }

    /** As {@link Job#id}. */
    public long id() {
        return raw.id();
    }

    /** As {@link Job#queue}. */
    public String queue() {
        return raw.queue();
    }

    /** As {@link Job#workerId}. */
    public String workerId() {
        return raw.workerId();
    }

    /** As {@link Job#attempts}. */
    public int attempts() {
        return raw.attempts();
    }

    /** As {@link Job#claimExpiresAt}. */
    public Instant claimExpiresAt() {
        return raw.claimExpiresAt();
    }

    /** As {@link Job#fireTime}. */
    public Optional<Instant> fireTime() {
        return raw.fireTime();
    }

    /** As {@link Job#ack}. */
    public boolean ack() {
        return raw.ack();
    }

    /** As {@link Job#retry}. */
    public boolean retry(Duration delay, String error) {
        return raw.retry(delay, error);
    }

    /** As {@link Job#fail}. */
    public boolean fail(String error) {
        return raw.fail(error);
    }

    /** As {@link Job#heartbeat()}. */
    public boolean heartbeat() {
        return raw.heartbeat();
    }

    /** As {@link Job#heartbeat(Duration)}. */
    public boolean heartbeat(Duration extend) {
        return raw.heartbeat(extend);
    }

    /** As {@link Job#release}. */
    public boolean release() {
        return raw.release();
    }

    /** As {@link Job#ackIn(Connection)}. */
    public boolean ackIn(Connection connection) {
        return raw.ackIn(connection);
    }

    /** As {@link Job#ackIn(Transaction)}. */
    public boolean ackIn(Transaction tx) {
        return raw.ackIn(tx);
    }

    /** As {@link Job#ackInOrThrow(Connection)}. */
    public void ackInOrThrow(Connection connection) {
        raw.ackInOrThrow(connection);
    }

    /** As {@link Job#ackInOrThrow(Transaction)}. */
    public void ackInOrThrow(Transaction tx) {
        raw.ackInOrThrow(tx);
    }

    /** As {@link Job#retryIn(Connection, Duration, String)}. */
    public boolean retryIn(Connection connection, Duration delay, String error) {
        return raw.retryIn(connection, delay, error);
    }

    /** As {@link Job#retryIn(Transaction, Duration, String)}. */
    public boolean retryIn(Transaction tx, Duration delay, String error) {
        return raw.retryIn(tx, delay, error);
    }

    /** As {@link Job#failIn(Connection, String)}. */
    public boolean failIn(Connection connection, String error) {
        return raw.failIn(connection, error);
    }

    /** As {@link Job#failIn(Transaction, String)}. */
    public boolean failIn(Transaction tx, String error) {
        return raw.failIn(tx, error);
    }
}
