package dev.honker.internal.queue;

import dev.honker.internal.access.CommittingThreads;
import dev.honker.internal.access.DatabaseAccess;
import dev.honker.internal.check.Loggers;
import dev.honker.internal.runtime.Children;
import dev.honker.internal.runtime.Upkeep;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The workers of a database that is opened inline: no thread is theirs, their jobs run in the threads that commit; thread-safe.
 * One thread at a time runs jobs, until none is due; those that handlers enqueue meanwhile are run by it too, one after the
 * other.
 */
public final class InlineWorkers {

    private static final Logger LOG = Loggers.WORKER;
    private static final int MOST_AT_ONCE = 10_000;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final CommittingThreads threads;
    private final List<InlineWorker> workers = new CopyOnWriteArrayList<>();
    private final ReentrantLock turn = new ReentrantLock();

    /** Workers in the threads that commit through these, or to the same file in this JVM. */
    public InlineWorkers(CommittingThreads threads) {
        this.threads = threads;
    }

    /**
     * Begins with the commits of the database that this access reaches, and with the settings of its clock, if that can be set;
     * ended with its children.
     */
    public void start(DatabaseAccess access, Children children) {
        children.add(access.onConnection(connection -> threads.follow(connection, this::run)), Children.Phase.UPKEEP);
        children.add(access.time().onChange(threads::committed), Children.Phase.UPKEEP);
    }

    /** Adds a worker, and runs what is due for it, unless the calling thread has a transaction open. */
    void add(InlineWorker worker) {
        workers.add(worker);
        threads.committed();
    }

    void remove(InlineWorker worker) {
        workers.remove(worker);
    }

    private void run() {
        if (workers.isEmpty() || Upkeep.isHere()) {
            return;
        }
        // why: the flag is for what the caller does next; here it would end its wait, or interrupt handlers
        boolean interrupted = Thread.interrupted();
        try {
            interrupted |= runInTurn();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Runs what is due; true if the thread was interrupted while it waited for its turn. */
    private boolean runInTurn() {
        boolean interrupted = awaitTurn();
        try {
            runWhatIsDue();
        } finally {
            if (turn.isHeldByCurrentThread()) {
                turn.unlock();
            }
        }
        return interrupted;
    }

    /**
     * Waits for the turn, and goes without it in the end; true if the thread was interrupted meanwhile. Why bounded: the thread
     * whose turn it is may be in a handler that waits for this one.
     */
    private boolean awaitTurn() {
        boolean interrupted = false;
        long start = System.nanoTime();
        while (true) {
            try {
                if (!turn.tryLock(PATIENCE_NANOS - (System.nanoTime() - start), TimeUnit.NANOSECONDS)) {
                    LOG.log(
                            Level.WARNING,
                            "honker: another thread has been running jobs inline for "
                                    + TimeUnit.NANOSECONDS.toSeconds(PATIENCE_NANOS)
                                    + " s; this one goes on beside it");
                }
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
    }

    private void runWhatIsDue() {
        int left = MOST_AT_ONCE;
        boolean ran = true;
        while (ran) {
            ran = false;
            for (InlineWorker worker : workers) {
                while (left > 0 && worker.runOne()) {
                    ran = true;
                    left--;
                }
            }
        }
        if (left == 0) {
            LOG.log(
                    Level.ERROR,
                    "honker: " + MOST_AT_ONCE
                            + " jobs were run inline after one commit, and more are due, which wait for"
                            + " the next commit; is there a handler that enqueues its own job again without a delay?");
        }
    }
}
