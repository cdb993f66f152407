package dev.honker.internal.queue;

/**
 * Claims that found nothing although something was said to be due. One means that another worker was faster; many in a row mean
 * that something keeps us from claiming, a trigger for example, and must not make the worker's loop spin. For the worker's thread.
 */
final class FruitlessClaims {

    private static final int IN_A_ROW = 8;
    private static final long FIRST_PAUSE_NANOS = 10_000_000;
    private static final int MOST_DOUBLINGS = 7;

    private int count;

    /** Notes how many jobs a claim has taken. */
    void claimed(int jobs) {
        count = jobs == 0 ? count + 1 : 0;
    }

    /** Notes that nothing is due: what was missed went to somebody else, so the next claim has no reason to wait. */
    void nothingDue() {
        count = 0;
    }

    /** How long the next claim should wait, unless a commit comes before; 0 if not at all. */
    long pauseNanos() {
        return count < IN_A_ROW ? 0 : FIRST_PAUSE_NANOS << Math.min(count - IN_A_ROW, MOST_DOUBLINGS);
    }
}
