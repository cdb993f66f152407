package dev.honker.internal.janitor;

import dev.honker.JanitorReport;
import dev.honker.internal.access.Access;
import dev.honker.internal.engine.Sweep;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One run over the tables; for one thread. It searches without the write lock, takes away a bounded number of rows per
 * transaction, and rests between two for as long as the first took, so that other writers get their turn.
 */
final class Cleaning {

    private static final long LONGEST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Access access;
    private final CountDownLatch stopWanted;
    private final Map<Chore, Long> counts = new EnumMap<>(Chore.class);

    /** It ends before the next chunk when the latch has been counted down. */
    Cleaning(Access access, CountDownLatch stopWanted) {
        this.access = access;
        this.stopWanted = stopWanted;
    }

    /** Does a chore until nothing is left to do, or a stop is wanted. What was done counts even if this fails half-way. */
    void run(Chore chore, Chore.Work work) throws InterruptedException {
        Sweep sweep = access.call(session -> work.begin());
        boolean more = stopWanted.getCount() > 0;
        while (more) {
            if (access.call(sweep::find)) {
                long began = System.nanoTime();
                counts.merge(chore, access.call(sweep::take), Long::sum);
                more = !sweep.isDone() && !rest(System.nanoTime() - began);
            } else {
                more = !sweep.isDone() && stopWanted.getCount() > 0;
            }
        }
    }

    /** Returns whether a stop is wanted. */
    private boolean rest(long nanos) throws InterruptedException {
        if (access.isInTransaction()) {
            // why: resting would keep the lock from those it is meant for
            return stopWanted.getCount() == 0;
        }
        return stopWanted.await(Math.min(LONGEST_REST_NANOS, nanos), TimeUnit.NANOSECONDS);
    }

    JanitorReport report() {
        return new JanitorReport(
                count(Chore.NOTIFICATIONS),
                count(Chore.DEAD_LETTERS),
                count(Chore.RESULTS),
                count(Chore.RATE_LIMITS),
                count(Chore.STREAM_EVENTS),
                count(Chore.EXPIRED_JOBS),
                count(Chore.EXPIRED_LOCKS),
                count(Chore.UNIQUE_KEYS));
    }

    private long count(Chore chore) {
        return counts.getOrDefault(chore, 0L);
    }
}
