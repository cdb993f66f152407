package dev.honker.internal.check;

import java.math.BigDecimal;
import java.time.Duration;

/** Durations in messages; stateless. */
public final class Durations {

    private Durations() {}

    /** Returns the duration in seconds, such as {@code 1 s} or {@code 1.5 s}; below one second in milliseconds: {@code 250 ms}. */
    public static String text(Duration duration) {
        BigDecimal seconds = BigDecimal.valueOf(duration.getSeconds()).add(BigDecimal.valueOf(duration.getNano(), 9));
        if (seconds.signum() == 0) {
            return "0 s";
        }
        return seconds.abs().compareTo(BigDecimal.ONE) < 0
                ? plain(seconds.movePointRight(3)) + " ms"
                : plain(seconds) + " s";
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
