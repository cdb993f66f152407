package dev.honker;

import dev.honker.internal.check.Check;
import java.time.Duration;

/** The same delay after each attempt; immutable. */
record FixedBackoff(Duration delay) implements Backoff {

    FixedBackoff {
        Check.notNegativeInTables("delay", delay);
    }

    @Override
    public Duration delay(int attempts) {
        return delay;
    }
}
