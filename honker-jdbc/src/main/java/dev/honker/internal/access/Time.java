package dev.honker.internal.access;

import dev.honker.ClockChanges;
import dev.honker.internal.check.Loggers;
import dev.honker.internal.wake.Nanos;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What time it is in a database, the same in Java as in SQL: {@link #seconds()} is what {@code unixepoch()} gives on its
 * connections. Immutable and thread-safe. How long something takes or waits is not its matter: that is
 * {@link System#nanoTime}'s.
 */
public final class Time {

    private static final System.Logger LOG = Loggers.DATABASE;
    private static final Time SYSTEM = new Time(Clock.systemUTC());
    private static final Registration NOTHING = () -> {};

    /** The shortest sleep until a time of a clock that may stand still. */
    private static final long LEAST_SLEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Clock clock;

    private Time(Clock clock) {
        this.clock = clock;
    }

    /** A listener that can be taken off. */
    public interface Registration extends AutoCloseable {

        /** Takes the listener off; idempotent, never throws. */
        @Override
        void close();
    }

    /** The time of an application's clock; of the system's if there is none. */
    public static Time of(@Nullable Clock clock) {
        return clock == null ? SYSTEM : new Time(clock);
    }

    /** Whether it is the system's, which no test can set. */
    public boolean isSystem() {
        return this == SYSTEM;
    }

    /** The present moment. */
    public Instant now() {
        return clock.instant();
    }

    /** The present second, counted from 1970 and rounded down. */
    public long seconds() {
        return clock.instant().getEpochSecond();
    }

    /** The second that is so many seconds, zero or more, from this one; saturates. */
    public Instant fromNow(long seconds) {
        long now = seconds();
        return Seconds.instant(seconds > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + seconds);
    }

    /**
     * By how many whole seconds the present second must be moved on so that at least this long passes from now: past the fraction of
     * the present second too. Zero stays zero, which means at once.
     *
     * @param duration not negative, at most 100,000,000 days
     */
    public long wholeSeconds(Duration duration) {
        return duration.isZero()
                ? 0
                : Seconds.of(duration.plusNanos(clock.instant().getNano()));
    }

    /** How long to sleep until this second begins, in nanoseconds; 0 if it has begun, {@code Long.MAX_VALUE} if it is too far. */
    public long nanosUntil(long second) {
        long nanos = Nanos.of(Duration.between(clock.instant(), Seconds.instant(second)));
        // why: a clock that stands a moment before the second would have its sleepers look without a pause
        return isSystem() || nanos == 0 ? nanos : Math.max(LEAST_SLEEP_NANOS, nanos);
    }

    /**
     * Has a listener called whenever the clock is set, in the thread that sets it; never, if the clock is none that says so. To
     * be registered before the time is read that is slept until.
     */
    public Registration onChange(Runnable listener) {
        if (!(clock instanceof ClockChanges changes)) {
            return NOTHING;
        }
        AutoCloseable registered = changes.onChange(listener);
        return () -> {
            try {
                registered.close();
            } catch (Exception e) {
                LOG.log(Level.WARNING, "honker: the clock " + clock + " failed to forget a listener", e);
            }
        };
    }
}
