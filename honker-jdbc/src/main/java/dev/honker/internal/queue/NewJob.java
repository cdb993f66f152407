package dev.honker.internal.queue;

import dev.honker.EnqueueOptions;
import dev.honker.QueueOptions;
import dev.honker.internal.access.Seconds;
import dev.honker.internal.check.Check;
import org.jspecify.annotations.Nullable;

/** The options of an enqueue as the engine's seconds; immutable. */
record NewJob(
        @Nullable Long runAt,
        @Nullable Long delay,
        long priority,
        long maxAttempts,
        @Nullable Long expires) {

    static NewJob of(EnqueueOptions enqueue, QueueOptions queue) {
        Check.notNull("options", enqueue);
        return new NewJob(
                Seconds.orNull(enqueue.runAt().orElse(null)),
                Seconds.orNull(enqueue.delay().orElse(null)),
                enqueue.priority(),
                enqueue.maxAttempts().orElse(queue.maxAttempts()),
                Seconds.orNull(enqueue.expires().orElse(null)));
    }
}
