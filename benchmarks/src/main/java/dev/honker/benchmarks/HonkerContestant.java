package dev.honker.benchmarks;

import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.Queue;
import dev.honker.WorkerHandle;
import dev.honker.WorkerOptions;
import dev.honker.benchmarks.harness.Run;
import dev.honker.benchmarks.harness.Side;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** A worker of the Java API. */
final class HonkerContestant implements Contestant {

    private final Database database;
    private final Queue queue;
    private final WorkerHandle worker;
    private final LongAdder run = new LongAdder();
    private final List<String> payloads;

    HonkerContestant(Run run, int threads, int batch) {
        payloads = Collections.nCopies(batch, Backlog.PAYLOAD);
        database = Honker.open(run.freshFile());
        queue = database.queue("mail");
        worker = queue.worker(
                "bench",
                job -> this.run.add(job.payloadJson().length()),
                WorkerOptions.builder().concurrency(threads).build());
    }

    /** As {@link Side#requireSameSettings}. */
    void requireSameSettings(Connection other) throws SQLException {
        database.transactionVoid(tx -> Side.requireSameSettings(tx.connection(), other));
    }

    @Override
    public void enqueue() {
        if (payloads.size() == 1) {
            queue.enqueue(payloads.get(0));
        } else {
            queue.enqueueAll(payloads);
        }
    }

    @Override
    public long done() {
        return worker.counts().acked();
    }

    @Override
    public long stop() {
        worker.stop(Duration.ofSeconds(10));
        return queue.size();
    }

    @Override
    public void close() {
        database.close();
    }
}
