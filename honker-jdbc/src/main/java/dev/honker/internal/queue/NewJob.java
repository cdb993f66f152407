package dev.honker.internal.queue;

import dev.honker.EnqueueOptions;
import dev.honker.QueueOptions;
import dev.honker.internal.access.Seconds;
import dev.honker.internal.access.Time;
import dev.honker.internal.check.Check;
import dev.honker.internal.check.Durations;
import org.jspecify.annotations.Nullable;

/** The options of an enqueue as the engine's seconds; immutable. */
record NewJob(
        @Nullable Long runAt,
        @Nullable Long delay,
        long priority,
        long maxAttempts,
        @Nullable Long expires) {

    /**
     * The options of an enqueue that begins now.
     *
     * @throws dev.honker.HonkerInvalidOptionException if the job would expire before it is due
     */
    static NewJob of(EnqueueOptions enqueue, QueueOptions queue, Time time) {
        Check.notNull("options", enqueue);
        Long runAt = Seconds.orNull(enqueue.runAt().orElse(null));
        Long delay = enqueue.delay().map(time::wholeSeconds).orElse(null);
        Long expires = Seconds.orNull(enqueue.expires().orElse(null));
        if (expires != null && delay != null) {
            // why: the delay is rounded up past the present second, and a job must be claimable for a second
            expires = Math.max(expires, delay + 1);
        } else if (expires != null && runAt != null && runAt >= time.seconds() + expires) {
            throw Check.refused(
                    "expires",
                    "must be later than runAt " + enqueue.runAt().orElseThrow() + ", or the job never runs",
                    Durations.text(enqueue.expires().orElseThrow()) + " from now");
        }
        return new NewJob(
                runAt, delay, enqueue.priority(), enqueue.maxAttempts().orElse(queue.maxAttempts()), expires);
    }
}
