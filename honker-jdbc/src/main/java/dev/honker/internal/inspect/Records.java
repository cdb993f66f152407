package dev.honker.internal.inspect;

import dev.honker.ConsumerInfo;
import dev.honker.LockInfo;
import dev.honker.QueueStats;
import dev.honker.StreamInfo;
import dev.honker.internal.access.Seconds;
import dev.honker.internal.engine.Overview;
import dev.honker.internal.engine.QueueSizes;
import dev.honker.internal.engine.Streams;
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

    static StreamInfo stream(Streams.Size row) {
        return new StreamInfo(row.topic(), row.events(), row.first(), row.last());
    }

    static ConsumerInfo consumer(Streams.Consumer row) {
        return new ConsumerInfo(row.topic(), row.name(), row.offset(), row.lag());
    }
}
