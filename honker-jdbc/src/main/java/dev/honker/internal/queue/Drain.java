package dev.honker.internal.queue;

import dev.honker.internal.access.Access;
import dev.honker.internal.engine.Jobs;
import dev.honker.internal.engine.PausedQueues;
import dev.honker.internal.wake.CommitSubscription;
import dev.honker.internal.wake.Nanos;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Emptying the hands of a queue's workers: nothing new is handed out, and what is out comes back or lapses; stateless. */
final class Drain {

    /** A claim can also end by lapsing, which is no commit that would wake us. */
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private Drain() {}

    /** Pauses the queue and waits until no claim on it is held; false if some still is when the time is over. */
    static boolean run(String queue, Access access, Duration timeout) {
        long start = System.nanoTime();
        long nanos = Nanos.of(timeout);
        // why first: a claim that is given back between the look and the wait must wake us
        try (CommitSubscription updates = access.subscribe()) {
            access.call(session -> PausedQueues.pause(session, queue));
            while (access.call(session -> Jobs.heldCount(session, queue)) > 0) {
                long left = nanos - (System.nanoTime() - start);
                if (left <= 0) {
                    return false;
                }
                updates.awaitUpdate(Duration.ofNanos(Math.min(left, LOOK_NANOS)));
            }
            return true;
        }
    }
}
