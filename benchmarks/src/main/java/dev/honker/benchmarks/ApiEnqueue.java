package dev.honker.benchmarks;

import dev.honker.Queue;
import dev.honker.benchmarks.harness.Bar;
import dev.honker.benchmarks.harness.Benchmark;
import dev.honker.benchmarks.harness.Duel;
import dev.honker.benchmarks.harness.Duel.Slice;
import dev.honker.benchmarks.harness.Row;
import dev.honker.benchmarks.harness.Run;
import dev.honker.benchmarks.harness.Side;
import dev.honker.benchmarks.harness.Sink;
import java.sql.Connection;
import java.util.Collections;
import java.util.List;

/** The Java API's enqueue, one job a transaction and many, against plain INSERTs of the same rows. */
final class ApiEnqueue implements Benchmark {

    private static final int ALONE = 200;
    private static final int BATCH = 1000;

    @Override
    public String name() {
        return "api-enqueue";
    }

    @Override
    public List<Row> measure(Run run) throws Exception {
        return List.of(alone(run), batch(run));
    }

    private static Row alone(Run run) throws Exception {
        try (ApiQueue api = ApiQueue.open(run, 0);
                Connection plain = Side.PLAIN.openWithTables(run)) {
            api.requireSameSettings(plain);
            Queue queue = api.queue();
            Slice calls = () -> {
                for (int i = 0; i < ALONE; i++) {
                    Sink.take(queue.enqueue(Backlog.PAYLOAD));
                }
            };
            Duel.Outcome outcome = new Duel(calls, new EnqueueSlice(Side.PLAIN, plain, ALONE), ALONE).fight(run, 60);
            return Row.of(
                    "`Queue.enqueue`, one a transaction, against a plain prepared INSERT in autocommit, speed",
                    Bar.speedAtLeast(0.85),
                    outcome.speedRatios(),
                    outcome.absolute());
        }
    }

    private static Row batch(Run run) throws Exception {
        try (ApiQueue api = ApiQueue.open(run, 0);
                Connection plain = Side.PLAIN.openWithTables(run)) {
            api.requireSameSettings(plain);
            plain.setAutoCommit(false);
            List<String> payloads = Collections.nCopies(BATCH, Backlog.PAYLOAD);
            Slice calls = () -> Sink.take(api.queue().enqueueAll(payloads).size());
            Duel.Outcome outcome = new Duel(calls, new PlainEnqueueBatch(plain, payloads), BATCH).fight(run, 40);
            return Row.of(
                    "`Queue.enqueueAll` of 1,000 against a plain JDBC batch in one transaction, speed",
                    Bar.speedAtLeast(0.8),
                    outcome.speedRatios(),
                    outcome.absolute() + " for a job");
        }
    }
}
