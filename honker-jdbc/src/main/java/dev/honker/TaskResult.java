package dev.honker;

import dev.honker.internal.check.Check;
import dev.honker.internal.check.Rollbacks;
import dev.honker.internal.check.UnreadableJsonException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The result of a task that runs elsewhere, or, made by {@link #of}, the value that the body of a task
 * returns. Immutable, and safe for use by several threads.
 *
 * <p>The methods that look or wait run SQL as those of {@link Queue} do, and throw a {@link HonkerException} if the result can't be
 * decoded, or if the call was rolled back with the transaction in which it was made. Waiting is for after that transaction. Of a
 * transaction on a connection that is not honker's nobody tells how it ended: a result whose call was rolled back there must be
 * thrown away, because SQLite gives its job's number to the next job.
 *
 * <table>
 * <caption>What there is to see</caption>
 * <tr><th>the job</th><th>{@link #isDone}</th><th>{@link #get}</th><th>{@link #await}, {@link #waitFor}</th></tr>
 * <tr><td>is not done</td><td>false</td><td>empty</td><td>wait</td></tr>
 * <tr><td>returned a value</td><td>true</td><td>the value</td><td>the value</td></tr>
 * <tr><td>returned null or nothing</td><td>true</td><td>empty</td><td>null</td></tr>
 * <tr><td>is dead</td><td>false</td><td>empty</td><td>{@link JobDeadException}</td></tr>
 * <tr><td>left no result, or it expired</td><td>false</td><td>empty</td><td>{@link HonkerException}</td></tr>
 * </table>
 *
 * @param <T> the type of the value
 */
public final class TaskResult<T> {

    /** The JSON itself. */
    static final JsonCodec<String> RAW = new JsonCodec<>() {
        @Override
        public String encode(String json) {
            return json;
        }

        @Override
        public String decode(String json) {
            return json;
        }
    };

    private final @Nullable Job job;
    private final @Nullable JsonCodec<T> codec;
    private final @Nullable T value;

    /** {@code notStored} is the name of a task that stores no result; {@code lost} says whether the job was never there. */
    private record Job(
            Queue queue, long id, boolean isTask, @Nullable String notStored, BooleanSupplier lost) {}

    private TaskResult(@Nullable Job job, @Nullable JsonCodec<T> codec, @Nullable T value) {
        this.job = job;
        this.codec = codec;
        this.value = value;
    }

    /** What a task returns; the value may be null. */
    public static <T> TaskResult<T> of(@Nullable T value) {
        return new TaskResult<>(null, null, value);
    }

    /** The result of a job whose id is known, such as one that was enqueued by another process. Runs no SQL. */
    public static <T> TaskResult<T> ofJob(Queue queue, long id, JsonCodec<T> codec) {
        return new TaskResult<>(
                new Job(Check.notNull("queue", queue), id, false, null, () -> false),
                Check.notNull("codec", codec),
                null);
    }

    /**
     * The result of a job of a task with these options, which the calling thread has just enqueued: as {@link #ofJob}, but to
     * wait for one that is not stored is refused, and so is anything once the transaction was rolled back.
     *
     * @param enqueued the handle that enqueued the job, maybe bound to a transaction
     * @param queue the handle that looks for its result
     */
    public static <T> TaskResult<T> ofTask(
            Queue enqueued, Queue queue, long id, JsonCodec<T> codec, String task, TaskOptions options) {
        Check.notNull("queue", queue);
        Check.notNull("codec", codec);
        BooleanSupplier lost = enqueued instanceof Rollbacks rollbacks ? rollbacks.rolledBack() : () -> false;
        return new TaskResult<>(new Job(queue, id, true, options.storeResult() ? null : task, lost), codec, null);
    }

    /** Whether this is a value made by {@link #of}, and no result of a job. */
    public boolean isValue() {
        return job == null;
    }

    /**
     * The id of the job.
     *
     * @throws HonkerException if this was made by {@link #of}
     */
    public long id() {
        return job().id();
    }

    /** Whether the value is there. */
    public boolean isDone() {
        return job == null || present(job).queue().getResult(job.id()).isPresent();
    }

    /** The value; empty if it is not there yet or expired, or if it is null, which {@link #isDone} tells apart. */
    public Optional<T> get() {
        if (job == null) {
            return Optional.ofNullable(value);
        }
        return present(job).queue().getResult(job.id()).map(this::decode);
    }

    /** Waits for the value at most this long; otherwise as {@link #waitFor}. */
    public @Nullable T await(Duration timeout) {
        return waitFor(WaitOptions.timeout(timeout));
    }

    /**
     * Waits for the value and returns it; null if the task returned null or nothing.
     *
     * @throws HonkerTimeoutException if it does not come in time
     * @throws JobDeadException if the job becomes a dead letter
     * @throws HonkerClosedException if the database is closed meanwhile
     * @throws HonkerException if the thread has a transaction open, was interrupted, or there is no result to wait for: the task
     *     stores none, or the job is gone without one (see {@link WaitOptions.Builder#endWhenGone})
     */
    public @Nullable T waitFor(WaitOptions options) {
        Check.notNull("options", options);
        if (job == null) {
            return value;
        }
        return decode(awaitable(job).queue().waitResult(job.id(), options(job, options)));
    }

    /** Waits for the value in the background, as {@link Queue#waitResultAsync(long, WaitOptions)} does. */
    public CompletableFuture<T> waitForAsync(WaitOptions options) {
        Check.notNull("options", options);
        if (job == null) {
            return CompletableFuture.completedFuture(value);
        }
        return decoded(awaitable(job).queue().waitResultAsync(job.id(), options(job, options)));
    }

    /** Waits for the value in the background, and completes the future on the executor. */
    public CompletableFuture<T> waitForAsync(WaitOptions options, Executor executor) {
        Check.notNull("options", options);
        Check.notNull("executor", executor);
        if (job == null) {
            return CompletableFuture.completedFuture(value);
        }
        return decoded(awaitable(job).queue().waitResultAsync(job.id(), options(job, options), executor));
    }

    /**
     * The same result, decoded by another codec.
     *
     * @throws HonkerException if this was made by {@link #of}
     */
    public <U> TaskResult<U> typed(JsonCodec<U> other) {
        return new TaskResult<>(job(), Check.notNull("codec", other), null);
    }

    private Job job() {
        if (job == null) {
            throw new HonkerException(
                    "this result is a value that a task's body made by TaskResult.of: it belongs to no job");
        }
        return job;
    }

    private static Job awaitable(Job job) {
        if (job.notStored() != null) {
            throw new HonkerException("the task '" + job.notStored()
                    + "' stores no result that could be awaited: give it storeResult = true");
        }
        return present(job);
    }

    private static Job present(Job job) {
        if (job.lost().getAsBoolean()) {
            throw new HonkerException(
                    "the call of job " + job.id() + " was rolled back with the transaction that it was"
                            + " made in, so it has no result; the number may be another job's by now");
        }
        return job;
    }

    private static WaitOptions options(Job job, WaitOptions options) {
        return job.isTask() ? options.untilGone() : options;
    }

    private CompletableFuture<T> decoded(CompletableFuture<String> json) {
        CompletableFuture<T> decoded = new CompletableFuture<>();
        json.whenComplete((text, failure) -> {
            try {
                if (failure == null) {
                    decoded.complete(decode(text));
                } else {
                    decoded.completeExceptionally(failure);
                }
            } catch (RuntimeException e) {
                decoded.completeExceptionally(e);
            }
        });
        decoded.whenComplete((value, failure) -> {
            if (decoded.isCancelled()) {
                json.cancel(false);
            }
        });
        return decoded;
    }

    private @Nullable T decode(String json) {
        if (codec == null) {
            return null;
        }
        try {
            return codec.decode(json);
        } catch (Exception e) {
            if (json.equals("null")) {
                // why: a codec need not know that a task may return nothing
                return null;
            }
            Exception shown = UnreadableJsonException.of(e);
            throw new HonkerException("cannot decode the result of job " + id() + ": " + shown.getMessage(), shown);
        }
    }

    @Override
    public String toString() {
        return job == null
                ? "result " + value
                : "result of job " + job.id() + " of queue " + job.queue().name();
    }
}
