package dev.honker.internal.queue;

import dev.honker.WorkerCounts;
import dev.honker.internal.check.Durations;
import dev.honker.internal.check.Loggers;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What a worker has done so far; thread-safe. */
final class WorkerTally {

    private static final Logger LOG = Loggers.WORKER;

    private final @Nullable WorkerTally total;
    private final LongAdder claimed = new LongAdder();
    private final LongAdder acked = new LongAdder();
    private final LongAdder retried = new LongAdder();
    private final LongAdder dead = new LongAdder();
    private final LongAdder released = new LongAdder();
    private final LongAdder lost = new LongAdder();

    /** {@code total} counts what this one counts too. */
    WorkerTally(@Nullable WorkerTally total) {
        this.total = total;
    }

    void claimed(int jobs) {
        claimed.add(jobs);
        if (total != null) {
            total.claimed(jobs);
        }
    }

    void settled(Round.Result result) {
        if (total != null) {
            total.settled(result);
        }
        switch (result) {
            case ACKED, SETTLED -> acked.increment();
            case RETRIED -> retried.increment();
            case DEAD -> dead.increment();
            case RELEASED -> released.increment();
            case LOST -> lost.increment();
        }
    }

    /** Says in the log what a handler's failure means for its job. */
    void ended(Assignment assignment, Outcome outcome) {
        JobHandle job = assignment.job();
        String which = "honker: job " + job.id() + " of queue " + job.queue() + ", attempt " + job.attempts() + " of "
                + job.maxAttempts();
        if (outcome instanceof Outcome.Fail fail) {
            LOG.log(Level.ERROR, which + " can never succeed and becomes a dead letter: " + fail.error());
        } else if (outcome instanceof Outcome.Retry retry) {
            if (job.attempts() >= job.maxAttempts()) {
                LOG.log(Level.ERROR, which + " failed and becomes a dead letter: " + retry.error());
            } else {
                LOG.log(
                        Level.WARNING,
                        which + " failed and runs again in " + Durations.text(retry.delay()) + ": " + retry.error());
            }
        }
    }

    WorkerCounts counts() {
        return new WorkerCounts(claimed.sum(), acked.sum(), retried.sum(), dead.sum(), released.sum(), lost.sum());
    }
}
