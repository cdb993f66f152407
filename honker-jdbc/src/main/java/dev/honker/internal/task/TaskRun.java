package dev.honker.internal.task;

import dev.honker.HonkerException;
import dev.honker.Job;
import dev.honker.RetryableException;
import dev.honker.TaskArgumentException;
import dev.honker.TaskOptions;
import dev.honker.TaskRegistry;
import dev.honker.TaskResultException;
import dev.honker.TaskSpec;
import dev.honker.internal.access.Seconds;
import dev.honker.internal.check.JsonText;
import dev.honker.internal.check.JsonText.MalformedException;
import dev.honker.internal.check.Loggers;
import dev.honker.internal.queue.JobRun;
import dev.honker.internal.queue.Outcome;
import dev.honker.internal.queue.TimeLimit;
import dev.honker.internal.runtime.Delays;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs the jobs of a task queue; as thread-safe as the handlers. */
final class TaskRun implements JobRun {

    private static final Logger LOG = Loggers.WORKER;

    private static final int LONGEST_NAME = 1_000;

    private final TaskRegistry registry;

    TaskRun(TaskRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Outcome run(Job job, TimeLimit limit) {
        TaskPayload payload;
        try {
            payload = TaskPayload.of(job.payloadJson());
        } catch (TaskArgumentException e) {
            return new Outcome.Fail(String.valueOf(e.getMessage()));
        }
        Optional<TaskSpec> spec = registry.get(payload.task());
        return spec.isPresent()
                ? Capture.Current.without(() -> run(spec.get(), payload, job, limit))
                : new Outcome.Fail("unknown task: " + Repr.of(cut(payload.task())) + ". Registered tasks: "
                        + Repr.of(registry.names()));
    }

    /** why: whoever enqueues chooses its length, and the error's text is read and logged as a whole */
    private static String cut(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
    }

    private static Outcome run(TaskSpec spec, TaskPayload payload, Job job, TimeLimit limit) {
        TaskOptions options = spec.options();
        options.timeout()
                .ifPresent(timeout -> limit.set(timeout, error -> failed(options, job, delay(options, job), error)));
        try {
            return done(options, spec.handler().handle(payload.call(), job), job);
        } catch (Throwable e) {
            if (e instanceof TaskArgumentException own && own.isAbout(payload.call())) {
                return new Outcome.Fail(String.valueOf(own.getMessage()));
            }
            if (e instanceof TaskResultException own && own.isAbout(payload.call())) {
                return withoutResult(job, own);
            }
            return failed(options, job, e);
        }
    }

    private static Outcome done(TaskOptions options, @Nullable String result, Job job) {
        if (!options.storeResult()) {
            return Outcome.ACK;
        }
        String json = result == null ? "null" : result;
        try {
            JsonText.kind(json);
        } catch (MalformedException e) {
            return withoutResult(job, new HonkerException("what its handler returned is not valid JSON", e));
        }
        return new Outcome.Ack(JsonText.withoutLoneSurrogates(json), Seconds.of(options.resultTtl()));
    }

    private static Outcome withoutResult(Job job, HonkerException failure) {
        LOG.log(
                Level.WARNING,
                "honker: " + job + " is done, but has no result that could be awaited: " + failure.getMessage(),
                failure);
        return Outcome.ACK;
    }

    private static Outcome failed(TaskOptions options, Job job, Throwable failure) {
        if (failure instanceof RetryableException retryable) {
            return failed(options, job, Delays.atMost(retryable.delay()), String.valueOf(retryable.getMessage()));
        }
        Outcome failed = failed(options, job, delay(options, job), Outcome.error(failure));
        return failed instanceof Outcome.Retry retry && isFinal(options, failure)
                ? new Outcome.Fail(retry.error(), true)
                : failed;
    }

    private static boolean isFinal(TaskOptions options, Throwable failure) {
        return options.noRetryFor().stream().anyMatch(type -> type.isInstance(failure));
    }

    /** The row's own attempts end it too. */
    private static Outcome failed(TaskOptions options, Job job, Duration delay, String error) {
        return options.retries().isPresent()
                        && job.attempts() >= options.retries().getAsInt()
                ? new Outcome.Fail(error)
                : new Outcome.Retry(delay, error);
    }

    private static Duration delay(TaskOptions options, Job job) {
        return Delays.of(options.delays(), job.attempts());
    }
}
