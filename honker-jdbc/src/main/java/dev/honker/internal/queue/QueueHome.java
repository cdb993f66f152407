package dev.honker.internal.queue;

import dev.honker.Database;
import dev.honker.JsonCodec;
import dev.honker.QueueOptions;
import dev.honker.internal.runtime.Children;
import java.util.Optional;

/** What a queue's handle needs of the database that it belongs to; thread-safe. */
public interface QueueHome {

    /**
     * The database itself.
     *
     * @throws dev.honker.HonkerException if the handle belongs to a connection only
     */
    Database database();

    /** The options with which the database knows the queue, or the defaults. */
    QueueOptions queueOptions(String name);

    /** Who waits for results. */
    ResultWaits resultWaits();

    /** What has to end before the database. */
    Children children();

    /** The workers that run in the threads that commit; empty where workers have threads of their own. */
    Optional<InlineWorkers> inlineWorkers();

    /** What the workers of the database did. */
    WorkerTotals workerTotals();

    /** A codec by what the database makes codecs with. */
    <T> JsonCodec<T> codec(Class<T> type);
}
