package dev.honker.benchmarks.harness;

/** Takes what a benchmark has read, so that the compiler cannot leave the reading out; for any thread. */
public final class Sink {

    private static volatile long last;

    private Sink() {}

    /** Takes a number. */
    public static void take(long value) {
        last = value;
    }

    /** The number that was taken last. */
    public static long last() {
        return last;
    }
}
