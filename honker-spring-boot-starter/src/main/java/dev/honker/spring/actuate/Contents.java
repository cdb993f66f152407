package dev.honker.spring.actuate;

import dev.honker.Database;
import dev.honker.QueueStats;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What SQL tells of a file, of about one moment; immutable.
 *
 * @param queues by name: those that have jobs or dead letters, or are paused
 * @param walBytes the size of the write-ahead log
 */
record Contents(Map<String, QueueStats> queues, long walBytes) {

    static Contents of(Database database) {
        return new Contents(
                database.inspection().queues().stream()
                        .collect(Collectors.toMap(QueueStats::queue, Function.identity())),
                database.inspection().file().walBytes());
    }

    QueueStats queue(String name) {
        QueueStats stats = queues.get(name);
        return stats == null ? new QueueStats(name, 0, 0, 0, 0, 0, 0, false, null) : stats;
    }
}
