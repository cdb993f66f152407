package dev.honker.internal.engine;

import java.sql.SQLDataException;
import org.jspecify.annotations.Nullable;

/**
 * Which numbers are refused, checked before any effect. Refusals
 * are {@link SQLDataException}s with SQLState 22023 whose message names the argument, the limit and the value.
 */
public final class Limits {

    /** No number of seconds goes beyond this, so that none added to the present overflows a column: 2<sup>62</sup>. */
    public static final long MOST_SECONDS = 1L << 62;

    private Limits() {}

    /** Makes the exception for an argument that is not accepted. */
    public static SQLDataException refused(String message) {
        return new SQLDataException(message, "22023", 1);
    }

    /** Refuses seconds that would overflow when added to the present; negative ones count back from it. */
    static void seconds(String argument, @Nullable Long value) throws SQLDataException {
        if (value != null && (value > MOST_SECONDS || value < -MOST_SECONDS)) {
            throw refused("honker: " + argument + " must be within " + MOST_SECONDS + " seconds of now, but is " + value
                    + "; pass a number of seconds, not a date in a smaller unit");
        }
    }

    /** Seconds that a peer may have stored and that {@link #seconds} refuses, as the nearest that it does not; null stays null. */
    static @Nullable Long nearest(@Nullable Long seconds) {
        return seconds == null ? null : (Long) Math.max(-MOST_SECONDS, Math.min(MOST_SECONDS, seconds));
    }

    /** Refuses a negative number of rows. */
    static void rows(String argument, long value) throws SQLDataException {
        if (value < 0) {
            throw refused("honker: " + argument + " must be 0 or more, but is " + value
                    + "; pass the largest number of rows wanted");
        }
    }

    /** Refuses an age that is negative or that overflows. */
    static void age(String argument, long value) throws SQLDataException {
        if (value < 0) {
            throw refused("honker: " + argument + " must be 0 or more, but is " + value
                    + "; pass how many seconds old at least");
        }
        seconds(argument, value);
    }

    /** Refuses a time to live below 1 or one that overflows. */
    static void timeToLive(String argument, long value) throws SQLDataException {
        if (value <= 0) {
            throw refused(argument + " must be positive, but is " + value + "; pass a number of seconds, 1 or more");
        }
        seconds(argument, value);
    }
}
