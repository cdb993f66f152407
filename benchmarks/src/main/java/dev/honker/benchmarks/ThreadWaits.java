package dev.honker.benchmarks;

import dev.honker.benchmarks.harness.Row;
import java.util.Arrays;

/**
 * How long the transactions of one thread took that began one after another without a pause; immutable.
 *
 * <p>A thread that starves shows in the longest of them, but not in a quantile of them: while others make a thousand transactions it makes
 * one. So there is a second kind of quantile, which counts moments in place of transactions: how much longer the present transaction
 * takes, looked at from any moment of the thread's time (what is called correcting for coordinated omission).
 */
final class ThreadWaits {

    private final double[] sorted;
    private final double sum;

    /** Takes the milliseconds of each transaction. */
    ThreadWaits(double[] millis) {
        if (millis.length == 0) {
            throw new IllegalStateException("a thread ended no transaction at all");
        }
        sorted = millis.clone();
        Arrays.sort(sorted);
        sum = Arrays.stream(sorted).sum();
    }

    /** How many transactions the thread made. */
    int count() {
        return sorted.length;
    }

    /** The milliseconds that this share of the transactions does not exceed. */
    double quantile(double share) {
        return Row.quantile(sorted, share);
    }

    /** The milliseconds of the longest transaction. */
    double longest() {
        return sorted[sorted.length - 1];
    }

    /** The milliseconds that what is left of the present transaction does not exceed in this share of all moments. */
    double quantileOfMoments(double share) {
        double allowed = (1 - share) * sum;
        double beyond = 0;
        // what lies beyond the length of transaction i grows by each longer transaction's distance to it
        for (int i = sorted.length - 1; i > 0; i--) {
            int longer = sorted.length - i;
            double step = sorted[i] - sorted[i - 1];
            if (beyond + longer * step > allowed) {
                return sorted[i] - (allowed - beyond) / longer;
            }
            beyond += longer * step;
        }
        return sorted[0] - (allowed - beyond) / sorted.length;
    }
}
