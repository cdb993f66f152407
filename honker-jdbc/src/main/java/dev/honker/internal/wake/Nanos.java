package dev.honker.internal.wake;

import java.time.Duration;

/** Durations as the nanoseconds that park and acquire take; stateless. */
public final class Nanos {

    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private Nanos() {}

    /** Saturates where {@link Duration#toNanos} throws: {@code Duration.ofSeconds(Long.MAX_VALUE)} is a usual "for ever". */
    public static long of(Duration duration) {
        if (duration.isNegative()) {
            return 0;
        }
        return duration.compareTo(LONGEST) >= 0 ? Long.MAX_VALUE : duration.toNanos();
    }
}
