package dev.honker.jooq;

import dev.honker.EnqueueOptions;
import dev.honker.QueueOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.jooq.Field;
import org.jooq.JSON;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Queues: that part of {@link HonkerDSL}. */
abstract sealed class JobFunctions extends StreamFunctions permits HonkerDSL {

    JobFunctions() {}

    /** Claims jobs for this many seconds: an array of {@code {attempts, claim_expires_at, id, payload, queue, worker_id}}. */
    public static Field<JSON> claimBatch(String queue, String workerId, int n, int timeoutSeconds) {
        return claimBatch(DSL.val(queue), DSL.val(workerId), DSL.val(n), DSL.val(timeoutSeconds));
    }

    /** As {@link #claimBatch(String,String,int,int)}, of each row. */
    public static Field<JSON> claimBatch(
            Field<String> queue,
            Field<String> workerId,
            Field<? extends Number> n,
            Field<? extends Number> timeoutSeconds) {
        return Calls.json("honker_claim_batch", queue, workerId, n, timeoutSeconds);
    }

    /** Deletes a job that is done: whether the worker held it. */
    public static Field<Boolean> ack(long jobId, String workerId) {
        return ack(DSL.val(jobId), DSL.val(workerId));
    }

    /** As {@link #ack(long,String)}, of each row. */
    public static Field<Boolean> ack(Field<? extends Number> jobId, Field<String> workerId) {
        return Calls.flag("honker_ack", jobId, workerId);
    }

    /** Deletes jobs that are done, those of them that the worker held: how many. */
    public static Field<Integer> ackBatch(Collection<Long> jobIds, String workerId) {
        return ackBatch(DSL.val(jobIds.toString()), DSL.val(workerId));
    }

    /** As {@link #ackBatch(Collection,String)}, of each row. */
    public static Field<Integer> ackBatch(Field<?> jobIds, Field<String> workerId) {
        return Calls.count("honker_ack_batch", jobIds, workerId);
    }

    /** Puts a job back to run again after this many seconds, or makes it a dead letter if no attempt is left: whether the worker held it. */
    public static Field<Boolean> retry(long jobId, String workerId, long delaySeconds, String error) {
        return retry(DSL.val(jobId), DSL.val(workerId), DSL.val(delaySeconds), DSL.val(error));
    }

    /** As {@link #retry(long,String,long,String)}, of each row. */
    public static Field<Boolean> retry(
            Field<? extends Number> jobId,
            Field<String> workerId,
            Field<? extends Number> delaySeconds,
            Field<String> error) {
        return Calls.flag("honker_retry", jobId, workerId, delaySeconds, error);
    }

    /** Makes a job a dead letter: whether the worker held it. */
    public static Field<Boolean> fail(long jobId, String workerId, String error) {
        return fail(DSL.val(jobId), DSL.val(workerId), DSL.val(error));
    }

    /** As {@link #fail(long,String,String)}, of each row. */
    public static Field<Boolean> fail(Field<? extends Number> jobId, Field<String> workerId, Field<String> error) {
        return Calls.flag("honker_fail", jobId, workerId, error);
    }

    /** Lets a claim end this many seconds from now: whether the worker held the job. */
    public static Field<Boolean> heartbeat(long jobId, String workerId, long extendSeconds) {
        return heartbeat(DSL.val(jobId), DSL.val(workerId), DSL.val(extendSeconds));
    }

    /** As {@link #heartbeat(long,String,long)}, of each row. */
    public static Field<Boolean> heartbeat(
            Field<? extends Number> jobId, Field<String> workerId, Field<? extends Number> extendSeconds) {
        return Calls.flag("honker_heartbeat", jobId, workerId, extendSeconds);
    }

    /** Deletes a job, whoever holds it: whether it was there. */
    public static Field<Boolean> cancel(long jobId) {
        return cancel(DSL.val(jobId));
    }

    /** As {@link #cancel(long)}, of each row. */
    public static Field<Boolean> cancel(Field<? extends Number> jobId) {
        return Calls.flag("honker_cancel", jobId);
    }

    /** A job as it is now, as an object; null if it is done, dead or never was. */
    public static Field<JSON> getJob(long jobId) {
        return getJob(DSL.val(jobId));
    }

    /** As {@link #getJob(long)}, of each row. */
    public static Field<JSON> getJob(Field<? extends Number> jobId) {
        return DSL.nullif(Calls.text("honker_get_job", jobId), DSL.inline("")).coerce(SQLDataType.JSON);
    }

    /** When the next delayed job is due or the next claim lapses, in epoch seconds; 0 if neither. */
    public static Field<Long> queueNextClaimAt(String queue) {
        return queueNextClaimAt(DSL.val(queue));
    }

    /** As {@link #queueNextClaimAt(String)}, of each row. */
    public static Field<Long> queueNextClaimAt(Field<String> queue) {
        return Calls.number("honker_queue_next_claim_at", queue);
    }

    /** Makes expired jobs that nobody holds dead letters: how many. */
    public static Field<Integer> sweepExpired(String queue) {
        return sweepExpired(DSL.val(queue));
    }

    /** As {@link #sweepExpired(String)}, of each row. */
    public static Field<Integer> sweepExpired(Field<String> queue) {
        return Calls.count("honker_sweep_expired", queue);
    }

    /** Enqueues a job with the default options: its id. The payload is stored as it is. */
    public static Field<Long> enqueue(String queue, String payload) {
        return enqueue(queue, DSL.val(payload));
    }

    /** Enqueues a job with the default options for each row: its id. The payload is a text or JSON. */
    public static Field<Long> enqueue(String queue, Field<?> payload) {
        return enqueue(queue, payload, EnqueueOptions.defaults());
    }

    /** Enqueues a job: its id. The payload is stored as it is. */
    public static Field<Long> enqueue(String queue, String payload, EnqueueOptions options) {
        return enqueue(queue, DSL.val(payload), options);
    }

    /** Enqueues a job for each row: its id. The payload is a text or JSON. */
    public static Field<Long> enqueue(String queue, Field<?> payload, EnqueueOptions options) {
        return enqueue(
                DSL.val(queue),
                payload,
                DSL.val(options.runAt().map(JobFunctions::ceiling).orElse(null), SQLDataType.BIGINT),
                DSL.val(options.delay().map(JobFunctions::ceiling).orElse(null), SQLDataType.BIGINT),
                DSL.val(options.priority()),
                DSL.val(options.maxAttempts().orElse(QueueOptions.defaults().maxAttempts())),
                DSL.val(options.expires().map(JobFunctions::ceiling).orElse(null), SQLDataType.BIGINT));
    }

    /**
     * Enqueues a job for each row: its id.
     *
     * @param payload a text or JSON
     * @param runAt when it is due, in epoch seconds, or null
     * @param delay after how many seconds it is due, whatever {@code runAt} says, or null
     * @param priority the larger runs first
     * @param maxAttempts how often it may be claimed
     * @param expires after how many seconds it is claimed no more, or null
     */
    public static Field<Long> enqueue(
            Field<String> queue,
            Field<?> payload,
            Field<? extends Number> runAt,
            Field<? extends Number> delay,
            Field<? extends Number> priority,
            Field<? extends Number> maxAttempts,
            Field<? extends Number> expires) {
        return Calls.number(
                "honker_enqueue", queue, Payloads.text(payload), runAt, delay, priority, maxAttempts, expires);
    }

    private static Long ceiling(Instant time) {
        return time.getNano() == 0 ? time.getEpochSecond() : time.getEpochSecond() + 1;
    }

    private static Long ceiling(Duration time) {
        return time.getNano() == 0 ? time.getSeconds() : time.getSeconds() + 1;
    }
}
