package dev.honker.internal.check;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations in messages; stateless. */
public final class Durations {

    private Durations() {}

    /** Returns the duration in seconds, such as {@code 1.5 s}. */
    public static String text(Duration duration) {
        BigDecimal seconds = BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9));
        return (seconds.signum() == 0 ? "0" : seconds.stripTrailingZeros().toPlainString()) + " s";
    }
}
