package dev.honker.internal.wake;

import dev.honker.HonkerException;
import java.time.Duration;

/**
 * How a file is watched; immutable.
 *
 * @param backend what makes the watcher look
 * @param pollInterval how often it looks by itself, positive; the kernel backend has no use for it
 */
public record WatchSettings(WatchBackend backend, Duration pollInterval) {

    /** Polling every millisecond. */
    public static final WatchSettings DEFAULT = new WatchSettings(WatchBackend.POLLING, Duration.ofMillis(1));

    /**
     * Checks the interval.
     *
     * @throws HonkerException if the interval is zero or negative
     */
    public WatchSettings {
        if (pollInterval.isZero() || pollInterval.isNegative()) {
            throw new HonkerException("watcher poll interval must be positive");
        }
    }

    long pollNanos() {
        return Nanos.of(pollInterval);
    }
}
