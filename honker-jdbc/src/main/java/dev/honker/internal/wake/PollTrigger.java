package dev.honker.internal.wake;

/** Looks once per interval; used by one thread at a time, except {@link #shorten}. */
final class PollTrigger implements Trigger {

    private volatile long restNanos;
    private long lastLook = System.nanoTime();

    PollTrigger(long restNanos) {
        this.restNanos = restNanos;
    }

    @Override
    public long restNanos() {
        return restNanos;
    }

    @Override
    public boolean due(long now) {
        // why: rounds come at least ten times a second; between shorter intervals they are the clock, however early
        // they come
        if (restNanos > IdentityGuard.INTERVAL_NANOS && now - lastLook < restNanos) {
            return false;
        }
        lastLook = now;
        return true;
    }

    @Override
    public synchronized void shorten(long nanos) {
        restNanos = Math.min(restNanos, nanos);
    }
}
