package dev.honker.internal.queue;

import dev.honker.Backoff;
import dev.honker.PayloadException;
import dev.honker.RetryableException;
import dev.honker.internal.runtime.Delays;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.OptionalLong;

/** Which outcome the end of a handler means; stateless. */
final class Outcomes {

    private static final int LONGEST_ERROR = 8_000;
    private static final String STOPPED = "interrupted, because its worker was stopped: ";
    private static final String ROLLED_BACK =
            "the handler returned, but the transaction in which it settled the job was rolled back";

    private Outcomes() {}

    /** The outcome of a run that threw; {@code stopped} says whether the worker's stop interrupted it. */
    static Outcome ofFailure(JobHandle job, Throwable failure, boolean stopped, Backoff backoff) {
        return of(job, ofFailure(job, failure, backoff), stopped, backoff);
    }

    /** The outcome of a run that returned {@code decided}; {@code stopped} as in {@link #ofFailure}. */
    static Outcome of(JobHandle job, Outcome decided, boolean stopped, Backoff backoff) {
        JobHandle.Settled settled = job.settled();
        if (settled == JobHandle.Settled.YES) {
            return new Outcome.Settled();
        }
        // why a stop costs the attempt of a job that had begun: with one attempt, it is begun once at the most
        Outcome outcome = stopped ? ofStopped(decided) : decided;
        if (settled == JobHandle.Settled.NO) {
            return outcome;
        }
        if (outcome instanceof Outcome.Ack) {
            return new Outcome.RetryIfStillHeld(Delays.of(backoff, job.attempts()), ROLLED_BACK);
        }
        return outcome instanceof Outcome.Retry retry
                ? new Outcome.RetryIfStillHeld(retry.delay(), retry.error())
                : outcome;
    }

    private static Outcome ofStopped(Outcome decided) {
        if (decided instanceof Outcome.Retry retry) {
            return new Outcome.Retry(Duration.ZERO, STOPPED + retry.error());
        }
        return decided instanceof Outcome.Fail fail && fail.unlessStopped()
                ? new Outcome.Retry(Duration.ZERO, STOPPED + fail.error())
                : decided;
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
