package dev.honker;

import dev.honker.internal.check.Check;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A claimed job. What it tells is the row at the moment of the claim. The methods that end or
 * extend the
 * claim return false, and change nothing, if this very claim is over: the job was claimed again, even by the same worker, or it was cancelled
 * or ended before. A claim that has lapsed still counts while nobody else has claimed the job.
 *
 * <p>Safe for use by several threads. Methods that run SQL behave as {@link Queue} says; the {@code …In} forms run in the
 * transaction of the connection and count when it commits.
 */
public interface Job {

    /** The id, never used twice. */
    long id();

    /** The name of the queue. */
    String queue();

    /**
     * Returns the stored text. If the heap had no room for it when the job was claimed, each call reads it from the database.
     *
     * @throws HonkerException if there is still no room; the message names the job, the size and the heap
     */
    String payloadJson();

    /**
     * The payload, decoded anew with each call.
     *
     * @throws PayloadException if the codec can't decode it
     */
    default <T> T payload(JsonCodec<T> codec) {
        return Payloads.decode(Check.notNull("codec", codec), this);
    }

    /** The worker that claimed it. */
    String workerId();

    /** How often it was claimed, this claim included. */
    int attempts();

    /** How often it may be claimed. */
    int maxAttempts();

    /** Its priority; larger runs first. */
    int priority();

    /** When it became due; whole seconds. */
    Instant runAt();

    /** When it was enqueued; whole seconds. */
    Instant createdAt();

    /** From when on it must not be claimed any more, which doesn't touch this claim; empty means never. Whole seconds. */
    Optional<Instant> expiresAt();

    /** The last second of this claim; a successful heartbeat through this object moves it. */
    Instant claimExpiresAt();

    /**
     * The boundary of the schedule that this job stands for, which may be long ago when no scheduler ran; empty if
     * it was enqueued otherwise, by {@link Scheduler#runNow}, or by a scheduler of another language. Whole seconds. Runs SQL.
     */
    Optional<Instant> fireTime();

    /** Reports success: the job is gone. Returns whether this claim held. */
    boolean ack();

    /**
     * Puts the job back to be run again, or makes it a dead letter if no attempt is left. Returns whether this claim held.
     *
     * @param delay until it is due again; not negative, fractions of seconds round up
     * @param error kept if the job becomes a dead letter
     */
    boolean retry(Duration delay, String error);

    /** Makes the job a dead letter whatever attempts are left. Returns whether this claim held. */
    boolean fail(String error);

    /** Extends the claim to the queue's visibility timeout from now. Returns whether this claim held. */
    boolean heartbeat();

    /**
     * Lets the claim end this long from now, which may be sooner than before. Returns whether this claim held.
     *
     * @param extend positive; fractions of seconds round up
     */
    boolean heartbeat(Duration extend);

    /** Gives the job back at once, without costing the attempt. Returns whether this claim held. */
    boolean release();

    /**
     * As {@link #ack()}, in the transaction of the connection. If it returns false, roll that transaction back: another worker
     * may do the job again. {@link #ackInOrThrow(Connection)} does so by itself.
     */
    boolean ackIn(Connection connection);

    /**
     * As {@link #ackIn(Connection)}, for handlers whose writes must not be committed without the acknowledgement.
     *
     * @throws ClaimLostException if this claim no longer holds; let it end the transaction
     */
    default void ackInOrThrow(Connection connection) {
        if (!ackIn(connection)) {
            throw new ClaimLostException(this);
        }
    }

    /** As {@link #ackInOrThrow(Connection)}. */
    default void ackInOrThrow(Transaction tx) {
        if (!ackIn(tx)) {
            throw new ClaimLostException(this);
        }
    }

    /** As {@link #ack()}, in the transaction. */
    default boolean ackIn(Transaction tx) {
        return ackIn(Check.notNull("tx", tx).connection());
    }

    /** As {@link #retry}, in the transaction of the connection. */
    boolean retryIn(Connection connection, Duration delay, String error);

    /** As {@link #retry}, in the transaction. */
    default boolean retryIn(Transaction tx, Duration delay, String error) {
        return retryIn(Check.notNull("tx", tx).connection(), delay, error);
    }

    /** As {@link #fail}, in the transaction of the connection. */
    boolean failIn(Connection connection, String error);

    /** As {@link #fail}, in the transaction. */
    default boolean failIn(Transaction tx, String error) {
        return failIn(Check.notNull("tx", tx).connection(), error);
    }
}
