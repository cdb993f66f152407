package dev.honker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.CopyOnWriteArrayList;

/** A clock that stands until it is set; thread-safe. It begins in 2001, so that whatever reads another clock is seen. */
public final class HandClock extends Clock implements ClockChanges {

    public static final long START = 1_000_000_000;

    private final CopyOnWriteArrayList<Runnable> listeners = new CopyOnWriteArrayList<>();
    private Instant now = Instant.ofEpochSecond(START);

    public void advance(Duration by) {
        synchronized (this) {
            now = now.plus(by);
        }
        listeners.forEach(Runnable::run);
    }

    /** How many listen. */
    public int listeners() {
        return listeners.size();
    }

    @Override
    public AutoCloseable onChange(Runnable listener) {
        Runnable own = listener::run;
        listeners.add(own);
        return () -> listeners.remove(own);
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("a hand-set clock of tests has no zone");
    }

    @Override
    public String toString() {
        return "HandClock";
    }
}
