package dev.honker.spring.actuate;

import dev.honker.Database;
import dev.honker.QueueWorkers;
import dev.honker.WatcherStatus;
import dev.honker.WorkerCounts;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the meters tell, of about one moment; immutable. What can't be had now is null, without harm to the rest.
 *
 * @param workers by queue: those that this application has or had; these are always there
 * @param watcher of the file, in this process; null if there is no connection for it
 * @param contents of the file; null if they can't be read
 */
record Look(
        Map<String, QueueWorkers> workers,
        @Nullable WatcherStatus watcher,
        @Nullable Contents contents) {

    static Look of(Database database, @Nullable WatcherStatus watcher, @Nullable Contents contents) {
        return new Look(
                database.queueWorkers().stream().collect(Collectors.toMap(QueueWorkers::queue, Function.identity())),
                watcher,
                contents);
    }

    Set<String> names() {
        Set<String> names = new TreeSet<>(workers.keySet());
        if (contents != null) {
            names.addAll(contents.queues().keySet());
        }
        return names;
    }

    QueueWorkers workers(String queue) {
        QueueWorkers found = workers.get(queue);
        return found == null ? new QueueWorkers(queue, 0, 0, new WorkerCounts(0, 0, 0, 0, 0, 0)) : found;
    }
}
