package dev.honker.internal.lock;

import dev.honker.internal.access.Access;
import dev.honker.internal.access.Seconds;
import dev.honker.internal.access.Sweeps;
import dev.honker.internal.check.Check;
import dev.honker.internal.engine.RateLimits;
import java.time.Duration;

/** Limits of calls per fixed window; stateless. */
public final class RateLimiter {

    private RateLimiter() {}

    /**
     * Counts a call if the present window has room for it. A call refused costs nothing. Windows are aligned to 1970, and equal
     * names share a counter whenever their windows start together, whatever their lengths. In a transaction the call
     * counts with its commit.
     *
     * @param limit calls per window, 1 or more
     * @param per length of the window, positive; fractions of seconds round up
     * @return whether the call may go on
     */
    public static boolean tryAcquire(Access access, String name, int limit, Duration per) {
        Check.notBlank("rate limit name", name);
        Check.positive("limit", limit);
        long seconds = Seconds.of(Check.positive("per", per));
        return access.call(session -> RateLimits.tryAcquire(session, name, limit, seconds));
    }

    /**
     * Deletes counters of windows that started longer ago than this.
     *
     * @param olderThan not negative; fractions of seconds round up
     * @return how many
     */
    public static int sweep(Access access, Duration olderThan) {
        long seconds = Seconds.of(Check.notNegative("olderThan", olderThan));
        long deleted = Sweeps.run(access, access.call(session -> RateLimits.sweeping(seconds)));
        return (int) Math.min(Integer.MAX_VALUE, deleted);
    }
}
