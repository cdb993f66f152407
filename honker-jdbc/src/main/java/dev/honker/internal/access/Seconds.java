package dev.honker.internal.access;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Durations and instants as the whole seconds of the tables, and back; stateless. */
public final class Seconds {

    private Seconds() {}

    /** Fractions round up, so that nothing is due or gone too early. */
    public static long of(Duration duration) {
        return roundedUp(duration.getSeconds(), duration.getNano());
    }

    private static long roundedUp(long seconds, int nanos) {
        return nanos > 0 && seconds < Long.MAX_VALUE ? seconds + 1 : seconds;
    }

    /** As {@link #of(Duration)}; null stays null. */
    public static @Nullable Long orNull(@Nullable Duration duration) {
        return duration == null ? null : of(duration);
    }

    /** Fractions round up. */
    public static @Nullable Long orNull(@Nullable Instant instant) {
        if (instant == null) {
            return null;
        }
        return roundedUp(instant.getEpochSecond(), instant.getNano());
    }

    /** The instant of a column; one beyond what {@link Instant} can hold becomes its nearest end. */
    public static Instant instant(long epochSeconds) {
        if (epochSeconds >= Instant.MAX.getEpochSecond()) {
            return Instant.MAX;
        }
        return epochSeconds <= Instant.MIN.getEpochSecond() ? Instant.MIN : Instant.ofEpochSecond(epochSeconds);
    }

    /** As {@link #instant(long)}; null stays null. */
    public static @Nullable Instant instantOrNull(@Nullable Long epochSeconds) {
        return epochSeconds == null ? null : instant(epochSeconds);
    }
}
