package dev.honker.cli.follow;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is left of a time, by the clock that nobody sets; for one thread. */
final class Patience {

    private final @Nullable Duration limit;
    private final long began = System.nanoTime();

    Patience(@Nullable Duration limit) {
        this.limit = limit;
    }

    /** Null for ever; zero or less when it is over. */
    @Nullable
    Duration left() {
        return limit == null ? null : limit.minusNanos(System.nanoTime() - began);
    }

    boolean isOver() {
        Duration left = left();
        return left != null && (left.isZero() || left.isNegative());
    }
}
