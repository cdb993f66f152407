package dev.honker.internal.queue;

import dev.honker.HonkerClosedException;
import dev.honker.WorkerCounts;
import dev.honker.internal.access.Seconds;
import dev.honker.internal.check.Check;
import dev.honker.internal.check.Loggers;
import dev.honker.internal.engine.JobRow;
import dev.honker.internal.engine.Jobs;
import dev.honker.internal.engine.PausedQueues;
import dev.honker.internal.runtime.Children;
import dev.honker.internal.runtime.Loop;
import dev.honker.internal.runtime.UserCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A worker without threads: each {@link #runOne} claims a job, runs it and settles it, in the calling thread; thread-safe. */
final class InlineWorker implements StartedWorker, Assignment.Owner, UserCode {

    private static final Logger LOG = Loggers.WORKER;
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final WorkerSetup setup;
    private final InlineWorkers inline;
    private final Children children;
    private final Rounds rounds;
    private final long visibilitySeconds;
    private final WorkerTally tally;
    private final InlineRuns runs = new InlineRuns();
    private volatile boolean stopped;
    private volatile @Nullable Throwable failure;

    private InlineWorker(WorkerSetup setup, InlineWorkers inline, QueueHome home) {
        this.setup = setup;
        this.inline = inline;
        this.children = home.children();
        this.tally = home.workerTotals().newTally(setup.queue());
        this.visibilitySeconds = Seconds.of(setup.visibilityTimeout());
        this.rounds =
                new Rounds(setup.access(), setup.queue(), setup.workerId(), visibilitySeconds, runs.assignments());
    }

    static InlineWorker start(WorkerSetup setup, InlineWorkers inline, QueueHome home) {
        InlineWorker worker = new InlineWorker(setup, inline, home);
        if (!worker.children.add(worker, Children.Phase.WORK)) {
            throw new HonkerClosedException("the database is closed");
        }
        inline.add(worker);
        return worker;
    }

    /** Runs a job that is due, whatever becomes of it; false if there is none, or none can be had. Throws nothing. */
    boolean runOne() {
        try {
            List<JobRow> claimed = stopped || !isDue()
                    ? List.of()
                    : rounds.take(List.of(), () -> false, List::of, 1).claimed();
            tally.claimed(claimed.size());
            claimed.forEach(this::run);
            return !claimed.isEmpty();
        } catch (RuntimeException e) {
            if (Loop.isAboutTheWholeFile(e)) {
                fail(e);
                return false;
            }
            LOG.log(
                    Level.WARNING,
                    "honker: worker " + setup.workerId()
                            + " could not claim inline; what is due waits for the next commit",
                    e);
        }
        return false;
    }

    private void fail(RuntimeException cause) {
        if (!stopped) {
            failure = cause;
            LOG.log(
                    Level.ERROR,
                    "honker: " + this + " has ended because of a failure; start it again once the cause is fixed",
                    cause);
            end();
        }
    }

    private boolean isDue() {
        Long deadline = setup.access()
                .call(session -> PausedQueues.isPaused(session, setup.queue())
                        ? null
                        : Jobs.nextDeadline(session, setup.queue()));
        return deadline != null && deadline <= setup.access().time().seconds();
    }

    private void run(JobRow row) {
        Assignment assignment = new Assignment(
                new JobHandle(setup.access(), row, visibilitySeconds), setup.run(), setup.backoff(), this);
        runs.begin(assignment);
        try {
            assignment.runHere();
        } finally {
            runs.end(assignment);
            leaveIfEnded();
        }
    }

    @Override
    public void finished(Assignment assignment, Outcome outcome) {
        try {
            Round.Result result = rounds.settle(new Ended(assignment, outcome)).result();
            tally.settled(result);
            if (result == Round.Result.LOST) {
                LOG.log(Level.WARNING, "honker: the claim was lost of " + assignment.job() + ", which may run again");
            }
        } catch (RuntimeException e) {
            LOG.log(
                    Level.ERROR,
                    "honker: the end of " + assignment.job()
                            + " could not be written; its claim lapses and it runs again. See the cause",
                    e);
        }
        tally.ended(assignment, outcome);
    }

    @Override
    public void limited(Assignment assignment) {
        // why nothing: nobody is there to interrupt the thread, which is the caller's
    }

    @Override
    public void finishedLate(Assignment assignment) {
        throw new IllegalStateException("no time limit is in force for " + assignment.job());
    }

    @Override
    public String workerId() {
        return setup.workerId();
    }

    @Override
    public int running() {
        return runs.count();
    }

    @Override
    public String queue() {
        return setup.queue();
    }

    @Override
    public WorkerCounts counts() {
        return tally.counts();
    }

    @Override
    public boolean isRunning() {
        return !stopped || runs.count() > 0;
    }

    @Override
    public Optional<Throwable> failure() {
        @Nullable Throwable cause = failure;
        return Optional.ofNullable(cause);
    }

    @Override
    public boolean stop(Duration deadline) {
        Check.notNegative("deadline", deadline);
        end();
        if (isWithin()) {
            return false;
        }
        if (runs.awaitNone(deadline)) {
            return true;
        }
        runs.interrupt();
        runs.awaitNone(GRACE);
        return false;
    }

    @Override
    public boolean isWithin() {
        return runs.isWithin();
    }

    @Override
    public void stopNow() {
        end();
        runs.interrupt();
    }

    private void end() {
        stopped = true;
        inline.remove(this);
        runs.changed();
        leaveIfEnded();
    }

    /** Why not before: the database has to wait for what runs. */
    private void leaveIfEnded() {
        if (!isRunning()) {
            children.remove(this);
        }
    }

    @Override
    public boolean awaitEnd(Duration timeout) {
        Check.notNegative("timeout", timeout);
        return runs.awaitUntil(() -> !isRunning(), timeout);
    }

    @Override
    public void close() {
        stop(setup.options().stopTimeout());
    }

    @Override
    public String toString() {
        return "worker " + setup.workerId() + " of queue " + setup.queue();
    }
}
