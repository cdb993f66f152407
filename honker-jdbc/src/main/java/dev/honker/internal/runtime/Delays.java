package dev.honker.internal.runtime;

import dev.honker.Backoff;
import dev.honker.internal.check.Durations;
import dev.honker.internal.check.Loggers;
import dev.honker.internal.check.Quietly;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Asking a user's backoff, whatever it answers; stateless. */
public final class Delays {

    /** The delay where there is no other: the default of all languages. */
    public static final Duration FALLBACK = Duration.ofSeconds(60);

    private static final Duration LONGEST = Duration.ofDays(36_525);
    private static final Logger LOG = Loggers.WORKER;

    private Delays() {}

    /** The delay, or the longest that the tables can hold without losing it in an overflow: a hundred years. */
    public static Duration atMost(Duration delay) {
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }

    /** The backoff's delay after so many attempts; {@link #FALLBACK} if it throws, or gives null or a negative one. */
    public static Duration of(Backoff backoff, int attempts) {
        try {
            Duration delay = UserCall.ask(() -> backoff.delay(attempts));
            if (delay != null && !delay.isNegative()) {
                return atMost(delay);
            }
            warn(backoff, "gave " + Durations.text(delay), attempts);
        } catch (Throwable e) {
            Quietly.run(() -> warn(backoff, "threw " + e, attempts));
        }
        return FALLBACK;
    }

    private static void warn(Backoff backoff, String wrong, int attempts) {
        Quietly.run(() -> LOG.log(
                Level.WARNING,
                "honker: the backoff " + backoff + " " + wrong + " for attempt " + attempts + "; the delay is "
                        + FALLBACK + " instead. Let it give a delay of zero or more"));
    }
}
