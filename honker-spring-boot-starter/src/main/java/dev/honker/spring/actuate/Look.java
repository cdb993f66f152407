package dev.honker.spring.actuate;

import dev.honker.Database;
import dev.honker.QueueStats;
import dev.honker.QueueWorkers;
import dev.honker.WatcherStatus;
import dev.honker.WorkerCounts;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the meters tell, of about one moment; immutable.
 *
 * @param queues by name: those that have jobs or dead letters, or are paused
 * @param workers by queue: those that this application has or had
 * @param watcher of the file, in this process
 * @param walBytes the size of the write-ahead log
 */
record Look(Map<String, QueueStats> queues, Map<String, QueueWorkers> workers, WatcherStatus watcher, long walBytes) {

    static Look at(Database database) {
        return new Look(
                database.inspection().queues().stream()
                        .collect(Collectors.toMap(QueueStats::queue, Function.identity())),
                database.queueWorkers().stream().collect(Collectors.toMap(QueueWorkers::queue, Function.identity())),
                database.watcher(),
                database.inspection().file().walBytes());
    }

    Set<String> names() {
        Set<String> names = new TreeSet<>(queues.keySet());
        names.addAll(workers.keySet());
        return names;
    }

    QueueStats queue(String name) {
        QueueStats stats = queues.get(name);
        return stats == null ? new QueueStats(name, 0, 0, 0, 0, 0, 0, false, null) : stats;
    }

    QueueWorkers workers(String queue) {
        QueueWorkers found = workers.get(queue);
        return found == null ? new QueueWorkers(queue, 0, 0, new WorkerCounts(0, 0, 0, 0, 0, 0)) : found;
    }

    double oldestDueSeconds(String queue) {
        Duration age = queue(queue).oldestDueAge();
        return age == null ? 0 : age.toMillis() / 1000.0;
    }
}
