package dev.honker.internal.queue;

import dev.honker.internal.check.Check;
import dev.honker.internal.wake.Nanos;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The time limit of one run, by the monotonic clock; set by the run's thread, read by the worker's. */
final class Deadline implements TimeLimit {

    private final Function<String, Outcome> plain;
    private final Runnable onSet;
    private volatile @Nullable Limit limit;

    private record Limit(long at, String error, Function<String, Outcome> atTimeout) {}

    /**
     * A deadline that is not set.
     *
     * @param plain the outcome where the run names none
     * @param onSet runs when it has been set
     */
    Deadline(Function<String, Outcome> plain, Runnable onSet) {
        this.plain = plain;
        this.onSet = onSet;
    }

    @Override
    public void set(Duration timeout) {
        set(timeout, plain);
    }

    @Override
    public void set(Duration timeout, Function<String, Outcome> atTimeout) {
        Check.positive("timeout", timeout);
        if (limit != null) {
            throw new IllegalStateException("the time limit of this run is set already: set it once");
        }
        // why half: the difference of two times must not overflow
        long at = System.nanoTime() + Math.min(Nanos.of(timeout), Long.MAX_VALUE / 2);
        limit = new Limit(at, "timeout after " + seconds(timeout) + "s", atTimeout);
        onSet.run();
    }

    /** How long until it passes, zero or less if it has; the maximum if there is none. */
    long nanosLeft() {
        Limit set = limit;
        return set == null ? Long.MAX_VALUE : set.at() - System.nanoTime();
    }

    /** What becomes of a job whose limit has passed. */
    Outcome outcome() {
        Limit set = limit;
        if (set == null) {
            throw new IllegalStateException("no time limit is set");
        }
        return set.atTimeout().apply(set.error());
    }

    /** Seconds as other languages write them: {@code 5}, {@code 0.05}. */
    static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.getSeconds())
                .add(BigDecimal.valueOf(duration.getNano(), 9))
                .stripTrailingZeros()
                .toPlainString();
    }
}
