package dev.honker.internal.queue;

import dev.honker.Backoff;
import dev.honker.PayloadException;
import dev.honker.RetryableException;
import dev.honker.internal.runtime.Delays;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Which outcome the end of a handler means; stateless. */
final class Outcomes {

    private static final int LONGEST_ERROR = 8_000;
    private static final String STOPPED = "interrupted, because its worker was stopped: ";
    private static final String ROLLED_BACK =
            "the handler returned, but the transaction in which it settled the job was rolled back";

    private Outcomes() {}

    /**
     * The outcome of a handler's end.
     *
     * @param failure what it threw; null if it returned
     * @param stopped whether the worker's stop interrupted it
     */
    static Outcome of(JobHandle job, @Nullable Throwable failure, boolean stopped, Backoff backoff) {
        JobHandle.Settled settled = job.settled();
        if (settled == JobHandle.Settled.YES) {
            return new Outcome.Settled();
        }
        if (failure == null) {
            return settled == JobHandle.Settled.IN_TRANSACTION
                    ? new Outcome.RetryIfStillHeld(Delays.of(backoff, job.attempts()), ROLLED_BACK)
                    : new Outcome.Ack();
        }
        // why a stop costs the attempt of a job that had begun: with one attempt, it is begun once at the most
        Outcome outcome =
                stopped ? new Outcome.Retry(Duration.ZERO, STOPPED + text(failure)) : ofFailure(job, failure, backoff);
        return settled == JobHandle.Settled.IN_TRANSACTION && outcome instanceof Outcome.Retry retry
                ? new Outcome.RetryIfStillHeld(retry.delay(), retry.error())
                : outcome;
    }

    private static Outcome ofFailure(JobHandle job, Throwable failure, Backoff backoff) {
        if (failure instanceof RetryableException retryable) {
            return new Outcome.Retry(Delays.atMost(retryable.delay()), String.valueOf(retryable.getMessage()));
        }
        if (failure instanceof PayloadException payload && payload.jobId().equals(OptionalLong.of(job.id()))) {
            return new Outcome.Fail(text(failure));
        }
        return new Outcome.Retry(Delays.of(backoff, job.attempts()), text(failure));
    }

    /** The failure with its stack trace, for whoever reads the dead letter. */
    static String text(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.getBuffer().length() <= LONGEST_ERROR
                ? text.toString().stripTrailing()
                : text.getBuffer().substring(0, LONGEST_ERROR) + "…";
    }
}
