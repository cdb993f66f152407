package dev.honker.internal.sqlite;

import dev.honker.LockWaits;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts waits by their length; thread-safe. Each power of two nanoseconds is divided into eight buckets of equal width, so a length is
 * known to an eighth, and a count costs one increment however long it is.
 */
final class WaitHistogram {

    private static final int SUB_BITS = 3;
    private static final int SUB_BUCKETS = 1 << SUB_BITS;
    private static final double P99 = 0.99;

    private final AtomicLongArray buckets = new AtomicLongArray(bucket(Long.MAX_VALUE) + 1);
    private final LongAdder total = new LongAdder();
    private final LongAccumulator longest = new LongAccumulator(Math::max, 0);

    void add(long nanos) {
        buckets.incrementAndGet(bucket(nanos));
        total.add(nanos);
        longest.accumulate(nanos);
    }

    LockWaits waits() {
        long[] counts = new long[buckets.length()];
        long count = 0;
        for (int i = 0; i < counts.length; i++) {
            counts[i] = buckets.get(i);
            count += counts[i];
        }
        long most = longest.get();
        return new LockWaits(
                count,
                Duration.ofNanos(total.sum()),
                Duration.ofNanos(Math.min(most, quantile(counts, (long) Math.ceil(P99 * count)))),
                Duration.ofNanos(most));
    }

    /** Returns the greatest length of the bucket that the wait of this rank is in. */
    private static long quantile(long[] counts, long rank) {
        long below = 0;
        for (int i = 0; i < counts.length; i++) {
            below += counts[i];
            if (below >= rank) {
                return greatest(i);
            }
        }
        return Long.MAX_VALUE;
    }

    private static int bucket(long nanos) {
        if (nanos < SUB_BUCKETS) {
            return (int) Math.max(0, nanos);
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) - SUB_BITS;
        return shift * SUB_BUCKETS + (int) (nanos >>> shift);
    }

    private static long greatest(int bucket) {
        if (bucket < SUB_BUCKETS) {
            return bucket;
        }
        int shift = bucket / SUB_BUCKETS - 1;
        long first = (long) (bucket % SUB_BUCKETS + SUB_BUCKETS) << shift;
        return first + (1L << shift) - 1;
    }
}
