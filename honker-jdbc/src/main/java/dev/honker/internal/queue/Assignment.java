package dev.honker.internal.queue;

import dev.honker.Backoff;
import dev.honker.JobHandler;
import dev.honker.internal.runtime.Delays;
import dev.honker.internal.runtime.Loop;
import dev.honker.internal.runtime.UserCall;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One claimed job on its way through a worker's slot; thread-safe. It is begun once, or withdrawn. */
final class Assignment implements Runnable {

    private final JobHandle job;
    private final JobHandler handler;
    private final Backoff backoff;
    private final BiConsumer<Assignment, Outcome> done;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final UserCall call = new UserCall();
    private volatile boolean lost;

    Assignment(JobHandle job, JobHandler handler, Backoff backoff, BiConsumer<Assignment, Outcome> done) {
        this.job = job;
        this.handler = handler;
        this.backoff = backoff;
        this.done = done;
    }

    JobHandle job() {
        return job;
    }

    /** Runs the handler and reports the outcome, whatever it throws. */
    @Override
    public void run() {
        if (Loop.isLoopThread()) {
            // why: there it would keep the heartbeats of all its worker's claims from being written
            throw new RejectedExecutionException("the executor runs " + job
                    + " in the thread that gave it away; supply one with threads of its own, and as many as the worker's"
                    + " concurrency");
        }
        if (!taken.compareAndSet(false, true)) {
            return;
        }
        Throwable failure = null;
        try {
            call.run(() -> handler.handle(job));
        } catch (Throwable e) {
            failure = e;
        }
        done.accept(this, outcome(failure));
    }

    private Outcome outcome(@Nullable Throwable failure) {
        try {
            return Outcomes.of(job, failure, call.isInterrupted(), backoff);
        } catch (Throwable e) {
            // why: where there is no memory for a stack trace, the slot must come free all the same
            Throwable cause = failure == null ? e : failure;
            return new Outcome.Retry(Delays.FALLBACK, cause.getClass().getName());
        }
    }

    /** Keeps it from being begun; false if it has been. */
    boolean withdraw() {
        return taken.compareAndSet(false, true);
    }

    /** Interrupts the handler if it runs. */
    void interrupt() {
        call.interrupt();
    }

    /** Notes that the claim lapsed or was taken away, which is said once. */
    void markLost() {
        lost = true;
    }

    boolean isLost() {
        return lost;
    }
}
