package dev.honker.internal.queue;

import dev.honker.Backoff;
import dev.honker.internal.runtime.Delays;
import dev.honker.internal.runtime.Loop;
import dev.honker.internal.runtime.UserCall;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One claimed job on its way through a worker's slot; thread-safe. It is begun once, or withdrawn. Once begun it ends once: by
 * the end of its run, or before that by its time limit.
 */
final class Assignment implements Runnable {

    /** Made in advance, as it is for when there is no memory. */
    private static final Outcome UNREPORTED = new Outcome.RetryIfStillHeld(
            Delays.FALLBACK,
            "the handler has ended, but an error such as OutOfMemoryError kept its end from being reported");

    private final JobHandle job;
    private final JobRun run;
    private final Backoff backoff;
    private final Owner owner;
    private final Deadline limit;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final UserCall call = new UserCall();
    private final long madeAt = System.nanoTime();
    private volatile boolean lost;
    private volatile boolean superseded;
    private volatile boolean over;
    private volatile boolean unreported;
    private @Nullable Outcome returned;

    /** Who gave it away and hears of it; thread-safe, for the runs call it. One that withdraws an assignment may call itself. */
    interface Owner {

        /** It has a time limit from now on. */
        void limited(Assignment assignment);

        /** Its run has ended. */
        void finished(Assignment assignment, Outcome outcome);

        /** Its run has ended after its time was over, which has been dealt with. */
        void finishedLate(Assignment assignment);
    }

    Assignment(JobHandle job, JobRun run, Backoff backoff, Owner owner) {
        this.job = job;
        this.run = run;
        this.backoff = backoff;
        this.owner = owner;
        this.limit = new Deadline(
                error -> new Outcome.Retry(Delays.of(backoff, job.attempts()), error), () -> owner.limited(this));
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
        runHere();
    }

    /** As {@link #run()}, in whatever thread. */
    void runHere() {
        if (!taken.compareAndSet(false, true)) {
            return;
        }
        boolean isReported = false;
        try {
            Outcome outcome = outcome();
            over = true;
            if (ended.compareAndSet(false, true)) {
                owner.finished(this, outcome);
            } else {
                owner.finishedLate(this);
            }
            isReported = true;
        } finally {
            over = true;
            if (!isReported) {
                // why: where there was no memory for the report, the slot must come free all the same; this allocates
                // nothing
                unreported = true;
                owner.finishedLate(this);
            }
        }
    }

    /** What becomes of it if its end could not be reported, once; null if it was, or has not come. */
    @Nullable
    Outcome takeUnreported() {
        if (!unreported) {
            return null;
        }
        unreported = false;
        ended.set(true);
        return UNREPORTED;
    }

    /** Its number belongs to another claim now: whatever becomes of it, it settles nothing. */
    void supersede() {
        superseded = true;
        job.revoke();
    }

    boolean isSuperseded() {
        return superseded;
    }

    /** Whether its handler has ended. */
    boolean isOver() {
        return over;
    }

    /** The thread that its handler runs in; a text in its place where there is none. */
    String threadName() {
        Thread thread = call.thread();
        return thread == null ? "(ended)" : thread.getName();
    }

    /** How long it has waited to be begun; negative if it has been begun or withdrawn. */
    long nanosUnbegun() {
        return taken.get() ? -1 : Math.max(0, System.nanoTime() - madeAt);
    }

    private Outcome outcome() {
        try {
            call.run(() -> returned = run.run(job, limit));
            Outcome decided = Objects.requireNonNull(returned, "a run must return an outcome");
            return Outcomes.of(job, decided, call.isInterrupted(), backoff);
        } catch (Throwable e) {
            return outcome(e, call.isInterrupted());
        }
    }

    private Outcome outcome(Throwable failure, boolean stopped) {
        try {
            return Outcomes.ofFailure(job, failure, stopped, backoff);
        } catch (Throwable e) {
            // why: where there is no memory for a stack trace, the slot must come free all the same
            return new Outcome.Retry(Delays.FALLBACK, failure.getClass().getName());
        }
    }

    /** Keeps it from being begun; false if it has been. */
    boolean withdraw() {
        return taken.compareAndSet(false, true);
    }

    /** How long until its time is over; the maximum if it has no limit, or has ended. */
    long nanosLeft() {
        return ended.get() ? Long.MAX_VALUE : limit.nanosLeft();
    }

    /** Ends it if its time is over: interrupts the run, which can settle nothing any more; null if nothing was done. */
    @Nullable
    Outcome expire() {
        if (nanosLeft() > 0 || !ended.compareAndSet(false, true)) {
            return null;
        }
        job.revoke();
        call.interrupt();
        try {
            return Outcomes.of(job, limit.outcome(), false, backoff);
        } catch (Throwable e) {
            return outcome(e, false);
        }
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
