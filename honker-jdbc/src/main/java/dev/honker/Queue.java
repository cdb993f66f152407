package dev.honker;

import dev.honker.internal.check.Check;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * A queue of jobs. A handle from a {@link Database} runs each operation in a short transaction of its own,
 * or in
 * the one that the calling thread has open on that database. A bound handle, from {@link #in(Transaction)} or a
 * {@link Transaction}, runs all of them on its connection, never commits, and refuses what waits or starts threads with a
 * {@link HonkerException}. Queues are implicit: one without jobs is like one that never was.
 *
 * <p>A handle from a database is safe for use by several threads, a bound one as its connection is. Methods that run
 * SQL may
 * wait for a lock as long as the busy timeout, and throw {@link HonkerSqlException} if SQLite refuses,
 * {@link HonkerClosedException} when the database or the transaction is closed. Arguments outside their limits, null among
 * them, throw {@link HonkerInvalidOptionException} before anything is done. Durations round up to whole seconds.
 */
public interface Queue {

    /** The name. */
    String name();

    /**
     * The database that the handle is from.
     *
     * @throws HonkerException if the handle is bound to a caller's connection
     */
    Database database();

    /** The options of the handle. */
    QueueOptions options();

    /** This queue, bound to a transaction. */
    default Queue in(Transaction tx) {
        return in(Check.notNull("tx", tx).connection());
    }

    /** This queue, bound to the transaction of a caller's connection. */
    Queue in(Connection connection);

    /** Enqueues a job with the default options and returns its id. */
    default long enqueue(String payloadJson) {
        return enqueue(payloadJson, EnqueueOptions.defaults());
    }

    /**
     * Enqueues a job and returns its id.
     *
     * @param payloadJson stored verbatim
     */
    long enqueue(String payloadJson, EnqueueOptions options);

    /** Enqueues a job in a transaction, with the default options. */
    default long enqueue(Transaction tx, String payloadJson) {
        return in(tx).enqueue(payloadJson);
    }

    /** Enqueues a job in a transaction. */
    default long enqueue(Transaction tx, String payloadJson, EnqueueOptions options) {
        return in(tx).enqueue(payloadJson, options);
    }

    /** Enqueues a job in the transaction of a caller's connection, with the default options. */
    default long enqueue(Connection connection, String payloadJson) {
        return in(connection).enqueue(payloadJson);
    }

    /** Enqueues a job in the transaction of a caller's connection. */
    default long enqueue(Connection connection, String payloadJson, EnqueueOptions options) {
        return in(connection).enqueue(payloadJson, options);
    }

    /** Enqueues jobs with the default options, as {@link #enqueueAll(List, EnqueueOptions)}. */
    default List<Long> enqueueAll(List<String> payloadsJson) {
        return enqueueAll(payloadsJson, EnqueueOptions.defaults());
    }

    /**
     * Enqueues jobs in one transaction, all or none.
     *
     * @param payloadsJson at most 100,000, none null
     * @return their ids in the same order
     */
    List<Long> enqueueAll(List<String> payloadsJson, EnqueueOptions options);

    /** Enqueues a unique job with the default options. */
    default UniqueJob enqueueUnique(String key, String payloadJson, OnDuplicate onDuplicate) {
        return enqueueUnique(key, payloadJson, onDuplicate, EnqueueOptions.defaults());
    }

    /**
     * Enqueues a job unless the queue has a live one with the same key; then does what {@code onDuplicate} says. Keys are
     * known to Java programs only: jobs that other languages enqueue have none.
     *
     * @param key not blank
     * @throws DuplicateJobException if there is such a job and {@link OnDuplicate#FAIL} is asked for
     */
    UniqueJob enqueueUnique(String key, String payloadJson, OnDuplicate onDuplicate, EnqueueOptions options);

    /** Claims the next job, if one can be claimed; otherwise as {@link #claimBatch}. */
    default Optional<Job> claimOne(String workerId) {
        return claimBatch(workerId, 1).stream().findFirst();
    }

    /**
     * Claims jobs for the queue's visibility timeout, by priority, then due time, then id, and returns them in this order.
     * Each claim costs an attempt; jobs without one left become dead letters. Does not wait for jobs.
     *
     * @param workerId not blank, and unique among all who claim: it is what a claim is known by
     * @param n how many at most, 1 to 10,000
     * @return empty if there is none or the queue is paused
     */
    List<Job> claimBatch(String workerId, int n);

    /** Deletes a job that is done. Returns whether the worker held it. */
    boolean ack(long id, String workerId);

    /** Deletes jobs that are done, skips those the worker does not hold, and returns how many were deleted. */
    int ackBatch(List<Long> ids, String workerId);

    /**
     * Puts a job back to be run again, or makes it a dead letter if no attempt is left. Returns whether the worker held it.
     *
     * @param delay until it is due again, not negative
     * @param error kept if the job becomes a dead letter
     */
    boolean retry(long id, String workerId, Duration delay, String error);

    /** Makes a job a dead letter whatever attempts are left. Returns whether the worker held it. */
    boolean fail(long id, String workerId, String error);

    /** Extends a claim to the queue's visibility timeout from now. Returns whether the worker held the job. */
    default boolean heartbeat(long id, String workerId) {
        return heartbeat(id, workerId, options().visibilityTimeout());
    }

    /** Lets a claim end this long from now, which must be positive. Returns whether the worker held the job. */
    boolean heartbeat(long id, String workerId, Duration extend);

    /** Gives a job that was not started back, without costing the attempt. Returns whether the worker held it. */
    boolean release(long id, String workerId);

    /** Deletes a job whether it is claimed or not; a running handler is not interrupted. Returns whether it was there. */
    boolean cancel(long id);

    /**
     * Lets a job that nobody holds run now: a delayed one is due, a lapsed one is claimable without waiting for its worker, one
     * that has expired or used up its attempts may run once more. Returns whether it was there and not held.
     */
    boolean runNow(long id);

    /** The job of an id as it is now, of whatever queue; empty if it is done, dead or never was. */
    Optional<LiveJob> getJob(long id);

    /** When the next delayed job becomes due or the next claim lapses, in epoch seconds; 0 if neither. */
    long nextClaimAt();

    /**
     * Makes the expired jobs that nobody holds dead letters, and returns how many. Outside a transaction it takes
     * several short ones, so that others can write in between.
     */
    int sweepExpired();

    /** Saves the result of a job until it is overwritten. */
    default void saveResult(long id, String valueJson) {
        saveResult(id, valueJson, ResultOptions.defaults());
    }

    /** Saves the result of a job in place of one that is there; any id can have one. */
    void saveResult(long id, String valueJson, ResultOptions options);

    /** Saves the result of a job in a transaction. */
    default void saveResult(Transaction tx, long id, String valueJson, ResultOptions options) {
        in(tx).saveResult(id, valueJson, options);
    }

    /** The result of a job; empty if there is none or it expired. */
    Optional<String> getResult(long id);

    /**
     * Waits for the result of a job and returns it. Not for bound handles.
     *
     * @throws HonkerTimeoutException if it does not come in time
     * @throws JobDeadException if the job becomes a dead letter
     * @throws HonkerClosedException if the database is closed meanwhile
     * @throws HonkerException if the thread was interrupted (its interrupt flag is set again)
     */
    String waitResult(long id, WaitOptions options);

    /**
     * Waits for the result of a job in the background: one thread of the database waits for all. The future is completed on the
     * common pool and fails as {@link #waitResult} throws; cancelling it ends the waiting. Not for bound handles.
     */
    CompletableFuture<String> waitResultAsync(long id, WaitOptions options);

    /** Waits for the result of a job as {@link #waitResultAsync(long, WaitOptions)}, and completes the future on the executor. */
    CompletableFuture<String> waitResultAsync(long id, WaitOptions options, Executor executor);

    /** Deletes expired results, of all queues, and returns how many. */
    int sweepResults();

    /** How many jobs are in which condition; reads the queue's jobs. */
    QueueStats stats();

    /** How many jobs are neither done nor dead. */
    long size();

    /** The dead letters of this queue; bound if the handle is. */
    DeadLetters deadLetters();

    /** Lets no Java program claim from this queue until {@link #resume}; jobs that run go on. Idempotent. */
    void pause();

    /** Ends a {@link #pause}. Idempotent. */
    void resume();

    /** Whether the queue is paused. */
    boolean isPaused();

    /**
     * Pauses the queue and waits until no claim is held. Not for bound handles.
     *
     * @param timeout how long to wait, not negative
     * @return whether that came in time; the queue stays paused either way
     */
    boolean drain(Duration timeout);

    /** Runs the queue's jobs in the background with the default options. */
    default WorkerHandle worker(String workerName, JobHandler handler) {
        return worker(workerName, handler, WorkerOptions.defaults());
    }

    /**
     * Runs the queue's jobs in the background until the handle or the database is closed: claims, keeps the claim alive,
     * acks when the handler returns, retries when it throws. Not for bound handles.
     *
     * @param workerName a label, not blank; the worker id in the rows starts with it and is unique
     */
    WorkerHandle worker(String workerName, JobHandler handler, WorkerOptions options);

    /** This queue with payloads of a type. */
    default <T> TypedQueue<T> typed(JsonCodec<T> codec) {
        return new TypedQueue<>(this, Check.notNull("codec", codec));
    }

    /**
     * This queue with payloads of a type, with Jackson as codec.
     *
     * @throws HonkerException if Jackson is not on the class path
     */
    <T> TypedQueue<T> typed(Class<T> type);
}
