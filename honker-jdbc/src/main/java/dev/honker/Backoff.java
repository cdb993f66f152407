package dev.honker;

import java.time.Duration;

/** How long a failed job or event waits until it is tried again. Must be safe for use by several threads. */
@FunctionalInterface
public interface Backoff {

    /**
     * The delay after a failed attempt. Must neither block nor throw.
     *
     * @param attempts how often the work was tried, the failed attempt included; at least 1
     * @return not negative; fractions of seconds round up where the storage is seconds
     */
    Duration delay(int attempts);

    /**
     * The same delay after each attempt.
     *
     * @throws HonkerInvalidOptionException if the delay is null or negative
     */
    static Backoff fixed(Duration delay) {
        return new FixedBackoff(delay);
    }

    /**
     * A delay of {@code base × factor^(attempts−1)}, at most {@code cap}, from which a random share of up to {@code jitter}
     * is then taken off, so that what failed together doesn't come back together. It never overflows.
     *
     * @param base the delay after the first attempt, positive
     * @param factor at least 1 and finite
     * @param cap the longest delay, at least {@code base}
     * @param jitter between 0 (none) and 1 (any delay from zero on)
     * @throws HonkerInvalidOptionException if an argument is outside these limits
     */
    static Backoff exponential(Duration base, double factor, Duration cap, double jitter) {
        return new ExponentialBackoff(base, factor, cap, jitter);
    }
}
