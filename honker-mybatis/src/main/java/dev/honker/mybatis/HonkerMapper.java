package dev.honker.mybatis;

import org.apache.ibatis.annotations.Lang;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Options.FlushCachePolicy;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/**
 * Honker's SQL functions as a mapper, one method each, in the transaction of the session. Each is mapped with
 * {@code affectData}, so that a rollback is one, and {@code flushCache}, in the language {@link CalledEachTime}, so that MyBatis runs it each time. Times are whole
 * seconds since 1970-01-01 UTC, durations whole seconds; payloads are JSON texts.
 *
 * <p>As thread-safe as the session it comes from. Each method runs SQL and may wait for a lock as long as the connection's busy
 * timeout; what SQLite or a function refuses is a {@code PersistenceException} with the driver's {@code SQLException} as cause.
 */
public interface HonkerMapper {

    /** Sends a notification; returns its id. */
    @Select(value = "select notify(#{channel}, #{payload})", affectData = true)
    @Options(flushCache = FlushCachePolicy.TRUE, useCache = false)
    @Lang(CalledEachTime.class)
    long notify(@Param("channel") String channel, @Param("payload") String payload);

    /** Enqueues a job; returns its id. {@code delay} wins over {@code runAt}; neither means now. */
    @Select(
            value =
                    "select honker_enqueue(#{queue}, #{payload}, #{runAt}, #{delay}, #{priority}, #{maxAttempts}, #{expires})",
            affectData = true)
    @Options(flushCache = FlushCachePolicy.TRUE, useCache = false)
    @Lang(CalledEachTime.class)
    long enqueue(
            @Param("queue") String queue,
            @Param("payload") String payload,
            @Param("runAt") @Nullable Long runAt,
            @Param("delay") @Nullable Long delay,
            @Param("priority") long priority,
            @Param("maxAttempts") long maxAttempts,
            @Param("expires") @Nullable Long expires);

    /** As the other one: now, with priority 0, three attempts and no expiry. */
    default long enqueue(String queue, String payload) {
        return enqueue(queue, payload, null, null, 0, 3, null);
    }

    /** Claims up to {@code n} jobs for {@code timeout} seconds; returns a JSON array. */
    @Select(value = "select honker_claim_batch(#{queue}, #{workerId}, #{n}, #{timeout})", affectData = true)
    @Options(flushCache = FlushCachePolicy.TRUE, useCache = false)
    @Lang(CalledEachTime.class)
    String claimBatch(
            @Param("queue") String queue,
            @Param("workerId") String workerId,
            @Param("n") long n,
            @Param("timeout") long timeout);

    /** Ends a job; returns 1, or 0 if the claim is not held any more. */
    @Select(value = "select honker_ack(#{jobId}, #{workerId})", affectData = true)
    @Options(flushCache = FlushCachePolicy.TRUE, useCache = false)
    @Lang(CalledEachTime.class)
    long ack(@Param("jobId") long jobId, @Param("workerId") String workerId);

    /** Ends the jobs of a JSON array of ids; returns how many. */
    @Select(value = "select honker_ack_batch(#{idsJson}, #{workerId})", affectData = true)
    @Options(flushCache = FlushCachePolicy.TRUE, useCache = false)
    @Lang(CalledEachTime.class)
    long ackBatch(@Param("idsJson") String idsJson, @Param("workerId") String workerId);

    /** Gives a job back for another attempt after {@code delay} seconds; returns 1 or 0. */
    @Select(value = "select honker_retry(#{jobId}, #{workerId}, #{delay}, #{error})", affectData = true)
    @Options(flushCache = FlushCachePolicy.TRUE, useCache = false)
    @Lang(CalledEachTime.class)
    long retry(
            @Param("jobId") long jobId,
            @Param("workerId") String workerId,
            @Param("delay") long delay,
            @Param("error") String error);

    /** Makes a job dead at once; returns 1 or 0. */
    @Select(value = "select honker_fail(#{jobId}, #{workerId}, #{error})", affectData = true)
    @Options(flushCache = FlushCachePolicy.TRUE, useCache = false)
    @Lang(CalledEachTime.class)
    long fail(@Param("jobId") long jobId, @Param("workerId") String workerId, @Param("error") String error);

    /** Lets a claim hold for {@code extend} seconds from now; returns 1 or 0. */
    @Select(value = "select honker_heartbeat(#{jobId}, #{workerId}, #{extend})", affectData = true)
    @Options(flushCache = FlushCachePolicy.TRUE, useCache = false)
    @Lang(CalledEachTime.class)
    long heartbeat(@Param("jobId") long jobId, @Param("workerId") String workerId, @Param("extend") long extend);

    /** Deletes a job, whoever holds it; returns 1 or 0. */
    @Select(value = "select honker_cancel(#{jobId})", affectData = true)
    @Options(flushCache = FlushCachePolicy.TRUE, useCache = false)
    @Lang(CalledEachTime.class)
    long cancel(@Param("jobId") long jobId);

    /** A job as a JSON object; empty if there is none. */
    @Select(value = "select honker_get_job(#{jobId})", affectData = true)
    @Options(flushCache = FlushCachePolicy.TRUE, useCache = false)
    @Lang(CalledEachTime.class)
    String getJob(@Param("jobId") long jobId);

    /** When the next delayed job or lapsing claim becomes claimable; 0 for none. */
    @Select(value = "select honker_queue_next_claim_at(#{queue})", affectData = true)
    @Options(flushCache = FlushCachePolicy.TRUE, useCache = false)
    @Lang(CalledEachTime.class)
    long queueNextClaimAt(@Param("queue") String queue);

    /** Makes expired jobs that nobody holds dead; returns how many. */
    @Select(value = "select honker_sweep_expired(#{queue})", affectData = true)
    @Options(flushCache = FlushCachePolicy.TRUE, useCache = false)
    @Lang(CalledEachTime.class)
    long sweepExpired(@Param("queue") String queue);

    /** Saves the result of a job for {@code ttl} seconds, 0 means for ever; returns 1. */
    @Select(value = "select honker_result_save(#{jobId}, #{value}, #{ttl})", affectData = true)
    @Options(flushCache = FlushCachePolicy.TRUE, useCache = false)
    @Lang(CalledEachTime.class)
    long resultSave(@Param("jobId") long jobId, @Param("value") String value, @Param("ttl") long ttl);

    /** The result of a job, or null. */
    @Select(value = "select honker_result_get(#{jobId})", affectData = true)
    @Options(flushCache = FlushCachePolicy.TRUE, useCache = false)
    @Lang(CalledEachTime.class)
    @Nullable
    String resultGet(@Param("jobId") long jobId);

    /** Deletes expired results; returns how many. */
    @Select(value = "select honker_result_sweep()", affectData = true)
    @Options(flushCache = FlushCachePolicy.TRUE, useCache = false)
    @Lang(CalledEachTime.class)
    long resultSweep();

    /** Publishes an event; returns its offset. */
    @Select(value = "select honker_stream_publish(#{topic}, #{key}, #{payload})", affectData = true)
    @Options(flushCache = FlushCachePolicy.TRUE, useCache = false)
    @Lang(CalledEachTime.class)
    long streamPublish(
            @Param("topic") String topic, @Param("key") @Nullable String key, @Param("payload") String payload);

    /** As the other one, without a key. */
    default long streamPublish(String topic, String payload) {
        return streamPublish(topic, null, payload);
    }

    /** The events behind an offset as a JSON array. */
    @Select(value = "select honker_stream_read_since(#{topic}, #{offset}, #{limit})", affectData = true)
    @Options(flushCache = FlushCachePolicy.TRUE, useCache = false)
    @Lang(CalledEachTime.class)
    String streamReadSince(@Param("topic") String topic, @Param("offset") long offset, @Param("limit") long limit);

    /** Saves how far a consumer has read; returns 1 if that was further than before, else 0. */
    @Select(value = "select honker_stream_save_offset(#{consumer}, #{topic}, #{offset})", affectData = true)
    @Options(flushCache = FlushCachePolicy.TRUE, useCache = false)
    @Lang(CalledEachTime.class)
    long streamSaveOffset(
            @Param("consumer") String consumer, @Param("topic") String topic, @Param("offset") long offset);

    /** How far a consumer has read; 0 if unknown. */
    @Select(value = "select honker_stream_get_offset(#{consumer}, #{topic})", affectData = true)
    @Options(flushCache = FlushCachePolicy.TRUE, useCache = false)
    @Lang(CalledEachTime.class)
    long streamGetOffset(@Param("consumer") String consumer, @Param("topic") String topic);

    /** Adds or replaces a schedule; returns 1. */
    @Select(
            value =
                    "select honker_scheduler_register(#{name}, #{queue}, #{cron}, #{payload}, #{priority}, #{expires}, #{maxAttempts})",
            affectData = true)
    @Options(flushCache = FlushCachePolicy.TRUE, useCache = false)
    @Lang(CalledEachTime.class)
    long schedulerRegister(
            @Param("name") String name,
            @Param("queue") String queue,
            @Param("cron") String cron,
            @Param("payload") String payload,
            @Param("priority") long priority,
            @Param("expires") @Nullable Long expires,
            @Param("maxAttempts") long maxAttempts);

    /** Removes a schedule; returns 1 or 0. */
    @Select(value = "select honker_scheduler_unregister(#{name})", affectData = true)
    @Options(flushCache = FlushCachePolicy.TRUE, useCache = false)
    @Lang(CalledEachTime.class)
    long schedulerUnregister(@Param("name") String name);

    /** Enqueues what is due; for the leader only. Returns a JSON array. */
    @Select(value = "select honker_scheduler_tick(#{now})", affectData = true)
    @Options(flushCache = FlushCachePolicy.TRUE, useCache = false)
    @Lang(CalledEachTime.class)
    String schedulerTick(@Param("now") long now);

    /** When the next schedule fires; 0 for never. */
    @Select(value = "select honker_scheduler_soonest()", affectData = true)
    @Options(flushCache = FlushCachePolicy.TRUE, useCache = false)
    @Lang(CalledEachTime.class)
    long schedulerSoonest();

    /** Pauses a schedule; returns 1 if that changed it. */
    @Select(value = "select honker_scheduler_pause(#{name})", affectData = true)
    @Options(flushCache = FlushCachePolicy.TRUE, useCache = false)
    @Lang(CalledEachTime.class)
    long schedulerPause(@Param("name") String name);

    /** Resumes a schedule; returns 1 if that changed it. */
    @Select(value = "select honker_scheduler_resume(#{name})", affectData = true)
    @Options(flushCache = FlushCachePolicy.TRUE, useCache = false)
    @Lang(CalledEachTime.class)
    long schedulerResume(@Param("name") String name);

    /** The schedules by name, as a JSON array. */
    @Select(value = "select honker_scheduler_list()", affectData = true)
    @Options(flushCache = FlushCachePolicy.TRUE, useCache = false)
    @Lang(CalledEachTime.class)
    String schedulerList();

    /** Changes a schedule; returns 1 or 0. Null leaves a field alone; the {@code touch} flags, 0 or 1, let null clear one. */
    @Select(
            value =
                    "select honker_scheduler_update(#{name}, #{cron}, #{payload}, #{priority}, #{expires}, #{touchExpires}, #{maxAttempts}, #{touchMaxAttempts})",
            affectData = true)
    @Options(flushCache = FlushCachePolicy.TRUE, useCache = false)
    @Lang(CalledEachTime.class)
    long schedulerUpdate(
            @Param("name") String name,
            @Param("cron") @Nullable String cron,
            @Param("payload") @Nullable String payload,
            @Param("priority") @Nullable Long priority,
            @Param("expires") @Nullable Long expires,
            @Param("touchExpires") long touchExpires,
            @Param("maxAttempts") @Nullable Long maxAttempts,
            @Param("touchMaxAttempts") long touchMaxAttempts);

    /** The first time of a schedule expression after {@code from}. */
    @Select(value = "select honker_cron_next_after(#{expression}, #{from})", affectData = true)
    @Options(flushCache = FlushCachePolicy.TRUE, useCache = false)
    @Lang(CalledEachTime.class)
    long cronNextAfter(@Param("expression") String expression, @Param("from") long from);

    /** Takes a lock for {@code ttl} seconds; returns 1 or 0. */
    @Select(value = "select honker_lock_acquire(#{name}, #{owner}, #{ttl})", affectData = true)
    @Options(flushCache = FlushCachePolicy.TRUE, useCache = false)
    @Lang(CalledEachTime.class)
    long lockAcquire(@Param("name") String name, @Param("owner") String owner, @Param("ttl") long ttl);

    /** Extends a lock; returns 1 or 0. */
    @Select(value = "select honker_lock_renew(#{name}, #{owner}, #{ttl})", affectData = true)
    @Options(flushCache = FlushCachePolicy.TRUE, useCache = false)
    @Lang(CalledEachTime.class)
    long lockRenew(@Param("name") String name, @Param("owner") String owner, @Param("ttl") long ttl);

    /** Gives a lock back; returns 1 or 0. */
    @Select(value = "select honker_lock_release(#{name}, #{owner})", affectData = true)
    @Options(flushCache = FlushCachePolicy.TRUE, useCache = false)
    @Lang(CalledEachTime.class)
    long lockRelease(@Param("name") String name, @Param("owner") String owner);

    /** Counts against a limit in windows of {@code per} seconds; returns 1 or 0. */
    @Select(value = "select honker_rate_limit_try(#{name}, #{limit}, #{per})", affectData = true)
    @Options(flushCache = FlushCachePolicy.TRUE, useCache = false)
    @Lang(CalledEachTime.class)
    long rateLimitTry(@Param("name") String name, @Param("limit") long limit, @Param("per") long per);

    /** Deletes counts older than so many seconds; returns how many. */
    @Select(value = "select honker_rate_limit_sweep(#{olderThan})", affectData = true)
    @Options(flushCache = FlushCachePolicy.TRUE, useCache = false)
    @Lang(CalledEachTime.class)
    long rateLimitSweep(@Param("olderThan") long olderThan);

    /** Creates or upgrades the tables; any other function does it when it needs them. Returns 1. */
    @Select(value = "select honker_bootstrap()", affectData = true)
    @Options(flushCache = FlushCachePolicy.TRUE, useCache = false)
    @Lang(CalledEachTime.class)
    long bootstrap();

    /** Subscribes to the commits of a file; returns a handle. */
    @Select(value = "select honker_update_watcher_open(#{path}, #{backend}, #{pollMillis})", affectData = true)
    @Options(flushCache = FlushCachePolicy.TRUE, useCache = false)
    @Lang(CalledEachTime.class)
    long updateWatcherOpen(
            @Param("path") String path,
            @Param("backend") @Nullable String backend,
            @Param("pollMillis") @Nullable Long pollMillis);

    /** Waits for a commit: 1; 0 when the time is over; -1 without such a handle. Blocks the session meanwhile. */
    @Select(value = "select honker_update_watcher_wait(#{handle}, #{timeoutMillis})", affectData = true)
    @Options(flushCache = FlushCachePolicy.TRUE, useCache = false)
    @Lang(CalledEachTime.class)
    long updateWatcherWait(@Param("handle") long handle, @Param("timeoutMillis") long timeoutMillis);

    /** Ends a subscription; returns 1. */
    @Select(value = "select honker_update_watcher_close(#{handle})", affectData = true)
    @Options(flushCache = FlushCachePolicy.TRUE, useCache = false)
    @Lang(CalledEachTime.class)
    long updateWatcherClose(@Param("handle") long handle);
}
