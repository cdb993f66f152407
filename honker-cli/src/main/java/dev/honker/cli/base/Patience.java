package dev.honker.cli.base;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is left of a time, by the clock that nobody sets; for one thread. */
public final class Patience {

    private final @Nullable Duration limit;
    private final long began = System.nanoTime();

    /** Begins now; null is for ever. */
    public Patience(@Nullable Duration limit) {
        this.limit = limit;
    }

    /** Null for ever; zero or less when it is over. */
    public @Nullable Duration left() {
        return limit == null ? null : limit.minusNanos(System.nanoTime() - began);
    }

    /** Whether nothing is left. */
    public boolean isOver() {
        Duration left = left();
        return left != null && (left.isZero() || left.isNegative());
    }
}
