package dev.honker.internal.queue;

import dev.honker.internal.check.Loggers;
import dev.honker.internal.check.Quietly;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a worker knows about an executor that rejects its tasks. For the worker's thread, except {@link #rejection}. */
final class Refusals {

    private static final Logger LOG = Loggers.WORKER;
    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final int MOST_DOUBLINGS = 7;

    private final String worker;
    private volatile @Nullable Throwable rejection;
    private int pauses;
    private long probeAt;

    /** Of an executor that has rejected nothing yet. */
    Refusals(String worker) {
        this.worker = worker;
    }

    /** Notes that the executor has taken a task. */
    void accepted() {
        if (rejection != null) {
            rejection = null;
            Quietly.run(() -> LOG.log(Level.INFO, "honker: the executor of worker {0} takes jobs again", worker));
        }
        // why not at once: one that takes the question and rejects the job must not be asked all the time
        pauses = Math.max(0, pauses - 1);
    }

    /** Notes that the executor has rejected a task. */
    void refused(Throwable cause) {
        boolean isNews = rejection == null && pauses == 0;
        rejection = cause;
        probeAt = System.nanoTime() + (FIRST_PAUSE_NANOS << Math.min(pauses, MOST_DOUBLINGS));
        pauses += 2;
        if (isNews) {
            Quietly.run(() -> LOG.log(
                    Level.ERROR,
                    "honker: the executor of worker " + worker
                            + " rejects its jobs, which costs them no attempt; the worker"
                            + " claims none until the executor takes them. Supply one with as many threads as the worker's"
                            + " concurrency, and close the worker before it is shut down",
                    cause));
        }
    }

    /** How long until the executor is to be asked again; the maximum if it rejects nothing. */
    long nanosToProbe() {
        return rejection == null ? Long.MAX_VALUE : Math.max(0, probeAt - System.nanoTime());
    }

    /** Why it took no task at last; null if it did. For any thread. */
    @Nullable
    Throwable rejection() {
        return rejection;
    }
}
