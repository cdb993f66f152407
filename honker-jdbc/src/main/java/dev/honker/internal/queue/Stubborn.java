package dev.honker.internal.queue;

import dev.honker.internal.check.Loggers;
import dev.honker.internal.check.Quietly;
import dev.honker.internal.runtime.Loop;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Jobs whose end could not be written even alone, for a reason that is theirs: a trigger that refuses, a value that doesn't
 * fit. They are tried again apart from the others, and left to lapse in the end. For the worker's thread.
 */
final class Stubborn {

    private static final Logger LOG = Loggers.WORKER;
    private static final int ATTEMPTS = 8;
    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private record Case(Ended ended, int attempts, long at) {}

    private final Deque<Case> cases = new ArrayDeque<>();
    private final Consumer<Assignment> giveUp;

    /** {@code giveUp} lets go of a job that is tried no more. */
    Stubborn(Consumer<Assignment> giveUp) {
        this.giveUp = giveUp;
    }

    boolean isEmpty() {
        return cases.isEmpty();
    }

    /** Whether the job is one of them. */
    boolean holds(Assignment assignment) {
        return cases.stream().anyMatch(one -> one.ended().assignment() == assignment);
    }

    void add(Ended ended, Throwable failure) {
        again(ended, 1, failure);
    }

    /** Tries those again whose time has come. */
    void retry(Settle settle) {
        for (int i = cases.size(); i > 0; i--) {
            Case one = cases.removeFirst();
            if (one.at() - System.nanoTime() > 0) {
                cases.addLast(one);
                continue;
            }
            try {
                settle.settle(one.ended());
            } catch (RuntimeException | Error e) {
                if (Loop.isAboutTheWholeFile(e) || Rounds.isOfTheWholeDatabase(e)) {
                    // why back: what keeps everything from being written is no attempt of this one
                    cases.addFirst(one);
                    throw e;
                }
                again(one.ended(), one.attempts() + 1, e);
            }
        }
    }

    /** How long until the next one is due; the maximum if there is none. */
    long nanosToNext() {
        long now = System.nanoTime();
        return cases.stream()
                .mapToLong(one -> Math.max(0, one.at() - now))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    private void again(Ended ended, int attempts, Throwable failure) {
        JobHandle job = ended.assignment().job();
        if (attempts > ATTEMPTS) {
            giveUp.accept(ended.assignment());
            Quietly.run(() -> LOG.log(
                    Level.ERROR,
                    "honker: the end of " + job + " could not be written in " + ATTEMPTS
                            + " attempts; its claim lapses and it runs again. See the cause",
                    failure));
            return;
        }
        cases.addLast(new Case(ended, attempts, System.nanoTime() + (FIRST_PAUSE_NANOS << (attempts - 1))));
        if (attempts == 1) {
            Quietly.run(() -> LOG.log(
                    Level.WARNING,
                    "honker: the end of " + job + " could not be written; other jobs go on, it is tried again",
                    failure));
        }
    }

    /** Writes one end alone. */
    @FunctionalInterface
    interface Settle {
        void settle(Ended ended);
    }
}
