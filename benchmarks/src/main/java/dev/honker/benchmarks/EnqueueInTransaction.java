package dev.honker.benchmarks;

import dev.honker.benchmarks.harness.Bar;
import dev.honker.benchmarks.harness.Benchmark;
import dev.honker.benchmarks.harness.Duel;
import dev.honker.benchmarks.harness.Row;
import dev.honker.benchmarks.harness.Run;
import dev.honker.benchmarks.harness.Side;
import java.sql.Connection;
import java.util.List;

/** Enqueue, a thousand calls in one transaction, against plain INSERTs of the same rows. */
final class EnqueueInTransaction implements Benchmark {

    private static final int JOBS = 1000;

    @Override
    public String name() {
        return "enqueue-transaction";
    }

    @Override
    public List<Row> measure(Run run) throws Exception {
        try (Connection honker = Side.HONKER.openWithTables(run);
                Connection plain = Side.PLAIN.openWithTables(run)) {
            Side.requireSameSettings(honker, plain);
            honker.setAutoCommit(false);
            plain.setAutoCommit(false);
            Duel.Outcome outcome = new Duel(
                            new EnqueueSlice(Side.HONKER, honker, JOBS),
                            new EnqueueSlice(Side.PLAIN, plain, JOBS),
                            JOBS)
                    .fight(run, 40);
            return List.of(Row.of(
                    "`SELECT honker_enqueue(…)`, 1,000 in one transaction, speed",
                    Bar.speedAtLeast(0.75),
                    outcome.speedRatios(),
                    outcome.absolute()));
        }
    }
}
