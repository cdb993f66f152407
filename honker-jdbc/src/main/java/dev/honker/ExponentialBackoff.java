package dev.honker;

import dev.honker.internal.check.Check;
import dev.honker.internal.check.Durations;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** A delay that grows by a factor up to a cap, less a random share; immutable. */
record ExponentialBackoff(Duration base, double factor, Duration cap, double jitter) implements Backoff {

    private static final double NANOS_PER_SECOND = 1e9;

    ExponentialBackoff {
        Check.positiveInTables("base", base);
        if (!(factor >= 1 && factor <= Double.MAX_VALUE)) {
            throw Check.refused("factor", "must be at least 1 and finite", factor);
        }
        if (Check.notNull("cap", cap).compareTo(base) < 0) {
            throw Check.refused("cap", "must not be less than base " + Durations.text(base), cap);
        }
        Check.positiveInTables("cap", cap);
        if (!(jitter >= 0 && jitter <= 1)) {
            throw Check.refused("jitter", "must be between 0 and 1", jitter);
        }
    }

    @Override
    public Duration delay(int attempts) {
        // why: in doubles an overflow is infinity, which is past every cap
        double grown = seconds(base) * Math.pow(factor, Math.max(attempts, 1) - 1.0);
        Duration full = grown < seconds(cap) ? duration(grown) : cap;
        if (jitter == 0) {
            return full;
        }
        Duration jittered = duration(
                seconds(full) * (1 - jitter * ThreadLocalRandom.current().nextDouble()));
        return jittered.compareTo(cap) > 0 ? cap : jittered;
    }

    private static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / NANOS_PER_SECOND;
    }

    private static Duration duration(double seconds) {
        long whole = (long) seconds;
        return Duration.ofSeconds(whole).plusNanos(Math.round((seconds - whole) * NANOS_PER_SECOND));
    }
}
