package dev.honker.internal.queue;

import dev.honker.Database;
import dev.honker.DeadLetters;
import dev.honker.DuplicateJobException;
import dev.honker.EnqueueOptions;
import dev.honker.Job;
import dev.honker.JobHandler;
import dev.honker.LiveJob;
import dev.honker.OnDuplicate;
import dev.honker.Queue;
import dev.honker.QueueOptions;
import dev.honker.QueueStats;
import dev.honker.ResultOptions;
import dev.honker.Transaction;
import dev.honker.TypedQueue;
import dev.honker.UniqueJob;
import dev.honker.WaitOptions;
import dev.honker.WorkerHandle;
import dev.honker.WorkerOptions;
import dev.honker.internal.access.Access;
import dev.honker.internal.access.RowRecords;
import dev.honker.internal.access.Seconds;
import dev.honker.internal.access.Sweeps;
import dev.honker.internal.check.Check;
import dev.honker.internal.check.Rollbacks;
import dev.honker.internal.engine.Claims;
import dev.honker.internal.engine.HeldJobs;
import dev.honker.internal.engine.JobRow;
import dev.honker.internal.engine.Jobs;
import dev.honker.internal.engine.PausedQueues;
import dev.honker.internal.engine.QueueSizes;
import dev.honker.internal.engine.Results;
import dev.honker.internal.engine.UniqueJobs;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/** A queue by name, through one access; as thread-safe as that. */
public final class QueueHandle implements Queue, Rollbacks {

    private static final int MOST_PER_BATCH = 100_000;
    private static final int MOST_PER_CLAIM = 10_000;

    private final String name;
    private final QueueOptions options;
    private final Access access;
    private final QueueHome home;

    /** A handle of the queue; the name is not blank. */
    public QueueHandle(String name, QueueOptions options, Access access, QueueHome home) {
        this.name = name;
        this.options = options;
        this.access = access;
        this.home = home;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Database database() {
        return home.database();
    }

    @Override
    public QueueOptions options() {
        return options;
    }

    @Override
    public Queue in(Transaction tx) {
        return new QueueHandle(name, options, Access.of(Check.notNull("tx", tx)), home);
    }

    @Override
    public Queue in(Connection connection) {
        return new QueueHandle(name, options, Access.of(Check.notNull("connection", connection)), home);
    }

    @Override
    public BooleanSupplier rolledBack() {
        return access.rolledBack();
    }

    // ---- enqueue

    @Override
    public long enqueue(String payloadJson, EnqueueOptions enqueue) {
        Check.text("payload", payloadJson);
        NewJob job = NewJob.of(enqueue, options, access.time());
        return access.call(session -> Jobs.enqueue(
                session,
                name,
                payloadJson,
                job.runAt(),
                job.delay(),
                job.priority(),
                job.maxAttempts(),
                job.expires()));
    }

    @Override
    public List<Long> enqueueAll(List<String> payloadsJson, EnqueueOptions enqueue) {
        Check.texts("payloads", payloadsJson, MOST_PER_BATCH);
        NewJob job = NewJob.of(enqueue, options, access.time());
        return access.call(session -> Jobs.enqueueAll(
                session,
                name,
                payloadsJson,
                job.runAt(),
                job.delay(),
                job.priority(),
                job.maxAttempts(),
                job.expires()));
    }

    @Override
    public UniqueJob enqueueUnique(String key, String payloadJson, OnDuplicate onDuplicate, EnqueueOptions enqueue) {
        Check.notBlank("key", key);
        Check.text("payload", payloadJson);
        UniqueJobs.OnDuplicate policy = UniqueJobs.OnDuplicate.valueOf(
                Check.notNull("onDuplicate", onDuplicate).name());
        NewJob job = NewJob.of(enqueue, options, access.time());
        UniqueJobs.Unique enqueued = access.call(session -> UniqueJobs.enqueue(
                session,
                name,
                key,
                payloadJson,
                policy,
                job.runAt(),
                job.delay(),
                job.priority(),
                job.maxAttempts(),
                job.expires()));
        return switch (enqueued.outcome()) {
            case ENQUEUED -> new UniqueJob(enqueued.id(), UniqueJob.Outcome.ENQUEUED);
            case KEPT -> new UniqueJob(enqueued.id(), UniqueJob.Outcome.KEPT);
            case REPLACED -> new UniqueJob(enqueued.id(), UniqueJob.Outcome.REPLACED);
            case REFUSED -> throw new DuplicateJobException(name, key, enqueued.id());
        };
    }

    // ---- claims

    @Override
    public List<Job> claimBatch(String workerId, int n) {
        Check.notBlank("workerId", workerId);
        Check.between("n", 1, MOST_PER_CLAIM, n);
        long seconds = Seconds.of(options.visibilityTimeout());
        List<JobRow> claimed = access.call(session -> Claims.claimUnlessPaused(session, name, workerId, n, seconds));
        return Round.inClaimOrder(claimed).stream()
                .<Job>map(row -> new JobHandle(access, row, seconds))
                .toList();
    }

    @Override
    public boolean ack(long id, String workerId) {
        Check.notBlank("workerId", workerId);
        return access.call(session -> HeldJobs.ack(session, id, workerId));
    }

    @Override
    public int ackBatch(List<Long> ids, String workerId) {
        Check.batch("ids", ids, MOST_PER_BATCH);
        Check.notBlank("workerId", workerId);
        return (int) (long) access.call(session -> HeldJobs.ackBatch(session, ids.toString(), workerId));
    }

    @Override
    public boolean retry(long id, String workerId, Duration delay, String error) {
        Check.notBlank("workerId", workerId);
        long seconds = access.time().wholeSeconds(Check.notNegativeInTables("delay", delay));
        Check.text("error", error);
        return access.call(session -> HeldJobs.retry(session, id, workerId, seconds, error));
    }

    @Override
    public boolean fail(long id, String workerId, String error) {
        Check.notBlank("workerId", workerId);
        Check.text("error", error);
        return access.call(session -> HeldJobs.fail(session, id, workerId, error));
    }

    @Override
    public boolean heartbeat(long id, String workerId, Duration extend) {
        Check.notBlank("workerId", workerId);
        long seconds = Seconds.of(Check.positiveInTables("extend", extend));
        return access.call(session -> HeldJobs.heartbeat(session, id, workerId, seconds));
    }

    @Override
    public boolean release(long id, String workerId) {
        Check.notBlank("workerId", workerId);
        return access.call(session -> HeldJobs.release(session, id, workerId));
    }

    @Override
    public boolean cancel(long id) {
        return access.call(session -> Jobs.cancel(session, id));
    }

    @Override
    public boolean runNow(long id) {
        return access.call(session -> Jobs.runNow(session, id));
    }

    @Override
    public Optional<LiveJob> getJob(long id) {
        return access.call(session -> Jobs.get(session, id)).map(RowRecords::liveJob);
    }

    @Override
    public long nextClaimAt() {
        return access.call(session -> Jobs.nextClaimAt(session, name));
    }

    @Override
    public int sweepExpired() {
        return RowRecords.integer(Sweeps.run(access, dev.honker.internal.engine.DeadLetters.sweepingExpired(name)));
    }

    // ---- results

    @Override
    public void saveResult(long id, String valueJson, ResultOptions result) {
        Check.text("value", valueJson);
        long ttl = Check.notNull("options", result).ttl().map(Seconds::of).orElse(0L);
        access.call(session -> {
            Results.save(session, id, valueJson, ttl);
            return id;
        });
    }

    @Override
    public Optional<String> getResult(long id) {
        return access.call(session -> Optional.ofNullable(Results.get(session, id)));
    }

    @Override
    public String waitResult(long id, WaitOptions wait) {
        access.requireNoTransaction("waitResult");
        return home.resultWaits().await(id, Check.notNull("options", wait));
    }

    @Override
    public CompletableFuture<String> waitResultAsync(long id, WaitOptions wait) {
        access.requireUnbound("waitResultAsync");
        return home.resultWaits().start(id, Check.notNull("options", wait), null);
    }

    @Override
    public CompletableFuture<String> waitResultAsync(long id, WaitOptions wait, Executor executor) {
        access.requireUnbound("waitResultAsync");
        return home.resultWaits().start(id, Check.notNull("options", wait), Check.notNull("executor", executor));
    }

    @Override
    public int sweepResults() {
        return RowRecords.integer(access.call(session -> Results.sweep(session)));
    }

    // ---- the queue as a whole

    @Override
    public QueueStats stats() {
        // why no unit: that would take the write lock, for numbers that are old when they arrive
        long now = access.time().seconds();
        return access.call(session ->
                Rows.stats(name, QueueSizes.stats(session, name), PausedQueues.isPaused(session, name), now));
    }

    @Override
    public long size() {
        return access.call(session -> QueueSizes.live(session, name));
    }

    @Override
    public DeadLetters deadLetters() {
        return new DeadLettersHandle(name, access);
    }

    @Override
    public void pause() {
        access.call(session -> PausedQueues.pause(session, name));
    }

    @Override
    public void resume() {
        access.call(session -> PausedQueues.resume(session, name));
    }

    @Override
    public boolean isPaused() {
        return access.call(session -> PausedQueues.isPaused(session, name));
    }

    @Override
    public boolean drain(Duration timeout) {
        Check.notNegative("timeout", timeout);
        access.requireNoTransaction("drain");
        return Drain.run(name, access, timeout);
    }

    @Override
    public WorkerHandle worker(String workerName, JobHandler handler, WorkerOptions worker) {
        Check.notBlank("workerName", workerName);
        Check.notNull("handler", handler);
        Check.notNull("options", worker);
        access.requireUnbound("a worker");
        return Workers.start(
                access,
                name,
                workerName,
                options.visibilityTimeout(),
                JobRun.of(handler, worker.timeout().orElse(null)),
                worker,
                home);
    }

    @Override
    public <T> TypedQueue<T> typed(Class<T> type) {
        return typed(home.codec(Check.notNull("type", type)));
    }

    @Override
    public String toString() {
        return "queue " + name;
    }
}
