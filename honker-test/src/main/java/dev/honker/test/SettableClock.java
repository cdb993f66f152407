package dev.honker.test;

import dev.honker.ClockChanges;
import dev.honker.HonkerInvalidOptionException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A clock that stands still until it is set; thread-safe. A database that goes by it wakes whatever sleeps until a time:
 * delayed jobs, retries, claims, locks and schedules follow at once. It wakes background threads without waiting for what they do
 * then ({@link HonkerAssertions#eventually} waits for it); jobs of an inline database have run when the clock is set.
 */
public final class SettableClock extends Clock implements ClockChanges {

    private final Hand hand;
    private final ZoneId zone;

    /** The time and the listeners, which all zones of a clock share. */
    private static final class Hand {

        private final CopyOnWriteArrayList<Runnable> listeners = new CopyOnWriteArrayList<>();
        private Instant now;

        private Hand(Instant now) {
            this.now = now;
        }

        private synchronized Instant now() {
            return now;
        }

        private synchronized void set(Instant instant) {
            now = instant;
        }

        private synchronized void advance(Duration by) {
            now = now.plus(by);
        }
    }

    private SettableClock(Hand hand, ZoneId zone) {
        this.hand = hand;
        this.zone = zone;
    }

    /** A clock in UTC that stands at an instant. */
    public static SettableClock startingAt(Instant instant) {
        return new SettableClock(new Hand(Objects.requireNonNull(instant, "instant must not be null")), ZoneOffset.UTC);
    }

    /** A clock in UTC that stands at the present second. */
    public static SettableClock startingNow() {
        return startingAt(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    /**
     * Sets the time, also back. Returns when those who listen have been told; what is due in an inline database has run then.
     */
    public void set(Instant instant) {
        hand.set(Objects.requireNonNull(instant, "instant must not be null"));
        tell();
    }

    /**
     * Moves the time on, in one leap, and otherwise as {@link #set}: a schedule that has several boundaries in between fires all of
     * them, and a claim that ends in between has ended unless a worker is there to extend it.
     *
     * @throws HonkerInvalidOptionException if it is negative
     */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new HonkerInvalidOptionException(
                    "by must not be negative, but is " + by + "; set() sets a clock back");
        }
        hand.advance(by);
        tell();
    }

    private void tell() {
        hand.listeners.forEach(Runnable::run);
    }

    @Override
    public AutoCloseable onChange(Runnable listener) {
        // why wrapped: one listener may be registered twice, and each registration ends by itself
        Runnable own = Objects.requireNonNull(listener, "listener must not be null")::run;
        hand.listeners.add(own);
        return () -> hand.listeners.remove(own);
    }

    @Override
    public Instant instant() {
        return hand.now();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** The same clock in another zone: setting one sets the other. */
    @Override
    public SettableClock withZone(ZoneId zone) {
        return new SettableClock(hand, Objects.requireNonNull(zone, "zone must not be null"));
    }

    /** The time and the zone. */
    @Override
    public String toString() {
        return "SettableClock[" + instant() + ", " + zone + "]";
    }
}
