package dev.honker.internal.runtime;

import dev.honker.internal.wake.Nanos;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Waits that do not all end at once; stateless. */
public final class Jitter {

    private static final double SHARE = 0.2;

    private Jitter() {}

    /** The duration in nanoseconds, a fifth more or less. */
    public static long nanos(Duration duration) {
        double factor = ThreadLocalRandom.current().nextDouble(1 - SHARE, 1 + SHARE);
        // why: rounding a double saturates where a duration is "for ever"
        return Math.round(Nanos.of(duration) * factor);
    }
}
