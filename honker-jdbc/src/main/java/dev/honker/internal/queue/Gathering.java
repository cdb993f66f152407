package dev.honker.internal.queue;

import java.util.function.IntSupplier;

/**
 * Looks out for handlers that end within microseconds, so that one transaction settles several and their worker need not go to
 * sleep, which takes longer than they do. Where handlers take longer it soon stops looking, but for an attempt now and then. For
 * the worker's thread.
 */
final class Gathering {

    private static final long LOOK_NANOS = 50_000;
    private static final int MOST_SKIPPED = 64;

    private int skip;
    private int penalty;

    /** Returns when so many have ended, or it is not worth to wait any longer. */
    void await(int running, IntSupplier ended) {
        if (ended.getAsInt() >= running) {
            return;
        }
        if (skip > 0) {
            skip--;
            return;
        }
        long start = System.nanoTime();
        while (ended.getAsInt() < running) {
            if (System.nanoTime() - start > LOOK_NANOS) {
                if (ended.getAsInt() > 0) {
                    return;
                }
                penalty = Math.min(MOST_SKIPPED, 2 * penalty + 1);
                skip = penalty;
                return;
            }
            Thread.yield();
        }
        penalty = 0;
    }
}
