package dev.honker.internal.database;

import dev.honker.Database;
import dev.honker.HonkerException;
import dev.honker.JsonCodec;
import dev.honker.QueueOptions;
import dev.honker.internal.json.JsonCodecs;
import dev.honker.internal.queue.InlineWorkers;
import dev.honker.internal.queue.QueueHome;
import dev.honker.internal.queue.ResultWaits;
import dev.honker.internal.queue.WorkerTotals;
import dev.honker.internal.runtime.Children;
import java.util.Optional;

/** The home of handles on a connection that somebody else owns: there is no database of ours behind it. Stateless. */
public final class NoDatabase implements QueueHome {

    @Override
    public Database database() {
        throw none();
    }

    @Override
    public QueueOptions queueOptions(String name) {
        return QueueOptions.defaults();
    }

    @Override
    public ResultWaits resultWaits() {
        throw none();
    }

    @Override
    public Children children() {
        throw none();
    }

    @Override
    public WorkerTotals workerTotals() {
        throw none();
    }

    @Override
    public Optional<InlineWorkers> inlineWorkers() {
        return Optional.empty();
    }

    @Override
    public <T> JsonCodec<T> codec(Class<T> type) {
        return JsonCodecs.of(type);
    }

    private static HonkerException none() {
        return new HonkerException(
                "this handle came from Honker.on(connection) and knows no Database: use Honker.open or"
                        + " Honker.of, and their handles");
    }
}
