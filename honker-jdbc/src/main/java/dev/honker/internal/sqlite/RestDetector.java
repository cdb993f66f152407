package dev.honker.internal.sqlite;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells a connection that rests in its transaction from one that is only slow; for one waiting thread, which asks every
 * {@link #SAMPLE_NANOS}.
 *
 * <p>A clock alone would be wrong: after a pause of the whole JVM everybody seems to have rested. So the rest is counted in samples, of
 * which such a pause costs one. A holder whose thread is runnable is most likely computing what it will write next, or waits for a
 * processor: it must be quiet for {@link #RUNNABLE_FACTOR} times as long.
 */
final class RestDetector {

    static final long SAMPLE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final int RUNNABLE_FACTOR = 10;

    private @Nullable WriterLockHolder seen;
    private long uses;
    private int quietSamples;
    private long quietSinceNanos;

    /** Takes a sample; returns whether the holder has rested for its connection's {@code honker.read_yield}. */
    boolean hasRested(WriterLockHolder holder) {
        StatementActivity activity = holder.owner().transactions().activity();
        long restMillis = holder.owner().transactions().readYieldMillis();
        if (holder != seen || activity.uses() != uses || activity.isRunning()) {
            seen = holder;
            uses = activity.uses();
            quietSamples = 0;
            quietSinceNanos = System.nanoTime();
            return false;
        }
        quietSamples++;
        long factor = holder.thread().getState() == Thread.State.RUNNABLE ? RUNNABLE_FACTOR : 1;
        long restNanos = factor * TimeUnit.MILLISECONDS.toNanos(restMillis);
        return restMillis > 0
                && System.nanoTime() - quietSinceNanos >= restNanos
                && quietSamples >= restNanos / (2 * SAMPLE_NANOS);
    }
}
