package dev.honker.internal.inspect;

import dev.honker.LockInfo;
import dev.honker.QueueStats;
import dev.honker.internal.access.Seconds;
import dev.honker.internal.engine.Overview;
import dev.honker.internal.engine.QueueSizes;
import java.time.Duration;

/** The engine's rows as the API's records; stateless. */
final class Records {

    private Records() {}

    static QueueStats stats(Overview.Sizes row) {
        QueueSizes.Stats sizes = row.sizes();
        Long age = row.oldestDueAge();
        return new QueueStats(
                row.queue(),
                sizes.due(),
                sizes.delayed(),
                sizes.held(),
                sizes.lapsed(),
                sizes.expired(),
                sizes.dead(),
                row.paused(),
                age == null ? null : Duration.ofSeconds(Math.max(0, age)));
    }

    static LockInfo lock(Overview.Lock row) {
        return new LockInfo(row.name(), row.owner(), Seconds.instant(row.expiresAt()), row.expired());
    }
}
