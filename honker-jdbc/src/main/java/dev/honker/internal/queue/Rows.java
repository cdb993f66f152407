package dev.honker.internal.queue;

import dev.honker.QueueStats;
import dev.honker.internal.engine.QueueSizes;
import java.time.Duration;

/** The engine's rows as the API's records; stateless. */
final class Rows {

    private Rows() {}

    static QueueStats stats(String queue, QueueSizes.Stats sizes, boolean paused, long now) {
        Long oldest = sizes.oldestDueRunAt();
        return new QueueStats(
                queue,
                sizes.due(),
                sizes.delayed(),
                sizes.held(),
                sizes.lapsed(),
                sizes.expired(),
                sizes.dead(),
                paused,
                oldest == null ? null : Duration.ofSeconds(Math.max(0, now - oldest)));
    }
}
