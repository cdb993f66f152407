package dev.honker.internal.queue;

import dev.honker.QueueWorkers;
import dev.honker.internal.runtime.Children;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** What the workers of a database did, by queue, those that have ended too; thread-safe. */
public final class WorkerTotals {

    private final Map<String, WorkerTally> totals = new ConcurrentSkipListMap<>();

    /** The tally of one more worker of this queue. */
    WorkerTally newTally(String queue) {
        return new WorkerTally(totals.computeIfAbsent(queue, name -> new WorkerTally(null)));
    }

    /**
     * What was done so far, by the name of the queue.
     *
     * @param children of the database, among them the workers that run
     */
    public List<QueueWorkers> look(Children children) {
        List<StartedWorker> live = children.running(StartedWorker.class);
        return totals.entrySet().stream()
                .map(total -> queueWorkers(total.getKey(), total.getValue(), live))
                .toList();
    }

    private static QueueWorkers queueWorkers(String queue, WorkerTally total, List<StartedWorker> live) {
        List<StartedWorker> workers =
                live.stream().filter(worker -> worker.queue().equals(queue)).toList();
        int running = workers.stream().mapToInt(StartedWorker::running).sum();
        return new QueueWorkers(queue, workers.size(), running, total.counts());
    }
}
