package dev.honker.benchmarks;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What some threads did at the same time; immutable.
 *
 * @param threads the waits of each thread
 * @param seconds how long all of it took
 * @param errors how many attempts failed
 */
record Sales(List<ThreadWaits> threads, double seconds, long errors) {

    /** Transactions a second of all threads together. */
    double perSecond() {
        return threads.stream().mapToInt(ThreadWaits::count).sum() / seconds;
    }

    /** The greatest value of a figure among the threads. */
    double worst(ToDoubleFunction<ThreadWaits> figure) {
        return threads.stream().mapToDouble(figure).max().orElseThrow();
    }

    /** The transactions of the slowest thread as a share of those of the fastest. */
    double share() {
        int least = threads.stream().mapToInt(ThreadWaits::count).min().orElseThrow();
        int most = threads.stream().mapToInt(ThreadWaits::count).max().orElseThrow();
        return (double) least / most;
    }

    /** A figure of each thread, from the best to the worst. */
    double[] each(ToDoubleFunction<ThreadWaits> figure) {
        return threads.stream().mapToDouble(figure).sorted().toArray();
    }
}
