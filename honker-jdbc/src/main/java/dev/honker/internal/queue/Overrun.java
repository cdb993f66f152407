package dev.honker.internal.queue;

import dev.honker.internal.check.Loggers;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The runs of a worker that go on after their time limit, because their handlers ignore the interrupt: their slots are free, but
 * their threads are not. For the worker's thread.
 */
final class Overrun {

    private static final Logger LOG = Loggers.WORKER;

    /** How many there may be for each slot before nothing is claimed any more. */
    private static final int MOST_PER_SLOT = 4;

    /** How long a handler may take to react to its interrupt before that is worth a line in the log. */
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** After how long without a beginning of a job an executor is taken to have no thread for it. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final String workerId;
    private final int slots;
    private final boolean threadsAreSupplied;
    private final List<Case> fresh = new ArrayList<>();
    private final List<Assignment> known = new ArrayList<>();
    private boolean full;

    /** Whether the supplied executor has been seen to have no thread in place of one that is stuck. */
    private boolean slotsAreTaken;

    private record Case(Assignment assignment, long interruptedAt) {
        private long nanosOfGrace() {
            return interruptedAt + GRACE_NANOS - System.nanoTime();
        }
    }

    /** Of a worker; {@code threadsAreSupplied} says that nobody replaces a thread that is stuck. */
    Overrun(String workerId, int slots, boolean threadsAreSupplied) {
        this.workerId = workerId;
        this.slots = slots;
        this.threadsAreSupplied = threadsAreSupplied;
    }

    /** Takes in a run whose time is over, and which has been interrupted just now. */
    void add(Assignment assignment) {
        fresh.add(new Case(assignment, System.nanoTime()));
    }

    /** How many there were at the latest {@link #look}, and since. */
    int count() {
        return fresh.size() + known.size();
    }

    /** Forgets those that have ended, and says in the log which go on. */
    void look() {
        if (count() == 0) {
            return;
        }
        fresh.removeIf(one -> one.assignment().isOver());
        known.removeIf(Assignment::isOver);
        while (!fresh.isEmpty() && fresh.get(0).nanosOfGrace() <= 0) {
            Assignment deaf = fresh.remove(0).assignment();
            known.add(deaf);
            warn(deaf);
        }
        slotsAreTaken &= count() > 0;
        noteFull();
    }

    private void warn(Assignment assignment) {
        LOG.log(
                Level.WARNING,
                "honker: the handler of " + assignment.job() + " has not ended " + toSeconds(GRACE_NANOS)
                        + " s after its time limit, though it was interrupted; it keeps its thread "
                        + assignment.threadName() + ". Let it end when it is interrupted");
    }

    private void noteFull() {
        boolean wasFull = full;
        full = count() >= MOST_PER_SLOT * slots;
        if (full && !wasFull) {
            LOG.log(
                    Level.ERROR,
                    "honker: worker " + workerId + " claims nothing more until one of " + count()
                            + " handlers ends whose time is over; it has " + slots + " slots, and at most "
                            + MOST_PER_SLOT + " such handlers for each");
        }
    }

    /** How many may be begun beside so many that are in time. */
    int room(int inTime) {
        return full ? 0 : slots - inTime - (slotsAreTaken ? count() : 0);
    }

    /**
     * Those of {@code held} that a supplied executor has left lying, because what is stuck has its threads; they are to be taken
     * back. From then on what is stuck takes slots.
     */
    List<Assignment> leftLying(Collection<Assignment> held) {
        if (!awaitsBeginnings()) {
            return List.of();
        }
        List<Assignment> lying = held.stream()
                .filter(assignment -> assignment.nanosUnbegun() >= PATIENCE_NANOS)
                .toList();
        if (!lying.isEmpty()) {
            slotsAreTaken = true;
            LOG.log(
                    Level.WARNING,
                    "honker: the executor of worker " + workerId + " has begun none of " + lying.size() + " jobs in "
                            + toSeconds(PATIENCE_NANOS) + " s, which are given back; " + count()
                            + " handlers whose time is over keep its threads, and take slots until they end");
        }
        return lying;
    }

    private boolean awaitsBeginnings() {
        return threadsAreSupplied && count() > 0 && !slotsAreTaken;
    }

    /** How long until it has to look again; the maximum if that is not foreseen. */
    long nanosToLook(Collection<Assignment> held) {
        long least = fresh.isEmpty() ? Long.MAX_VALUE : Math.max(0, fresh.get(0).nanosOfGrace());
        if (awaitsBeginnings()) {
            for (Assignment assignment : held) {
                long unbegun = assignment.nanosUnbegun();
                least = unbegun < 0 ? least : Math.min(least, Math.max(0, PATIENCE_NANOS - unbegun));
            }
        }
        return least;
    }

    private static long toSeconds(long nanos) {
        return Duration.ofNanos(nanos).toSeconds();
    }
}
