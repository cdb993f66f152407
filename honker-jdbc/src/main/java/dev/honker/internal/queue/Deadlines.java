package dev.honker.internal.queue;

import java.util.Collection;

/**
 * When a worker has to look at the limits of what it runs. {@link #isNews} is for any thread, the rest for the worker's: it
 * sleeps until the earliest, and only a limit that passes before that has to wake it.
 */
final class Deadlines {

    /** What it sleeps until; in the past while it is awake, for it looks before it sleeps again. */
    private volatile long sleepsUntil = System.nanoTime();

    /** The shorter one of {@code nanos} and the time until the earliest limit, to be slept from now on. */
    long sleep(long nanos, Collection<Assignment> held) {
        // why first: a limit that is set from now on wakes us, one that was set before is seen by the look
        sleepsUntil = System.nanoTime() + Long.MAX_VALUE / 2;
        long least = nanos;
        for (Assignment assignment : held) {
            least = Math.min(least, assignment.nanosLeft());
        }
        least = Math.max(0, Math.min(least, Long.MAX_VALUE / 2));
        sleepsUntil = System.nanoTime() + least;
        return least;
    }

    /** Notes that it sleeps no more. */
    void awake() {
        sleepsUntil = System.nanoTime();
    }

    /** Whether what has been set passes before the worker would look. */
    boolean isNews(Assignment assignment) {
        return System.nanoTime() + assignment.nanosLeft() - sleepsUntil < 0;
    }
}
