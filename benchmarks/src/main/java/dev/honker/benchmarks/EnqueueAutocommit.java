package dev.honker.benchmarks;

import dev.honker.benchmarks.harness.Bar;
import dev.honker.benchmarks.harness.Benchmark;
import dev.honker.benchmarks.harness.Duel;
import dev.honker.benchmarks.harness.Row;
import dev.honker.benchmarks.harness.Run;
import dev.honker.benchmarks.harness.Side;
import java.sql.Connection;
import java.util.List;

/** Enqueue, each call a transaction of its own, against the plain INSERT of the same row. */
final class EnqueueAutocommit implements Benchmark {

    private static final int JOBS = 200;

    @Override
    public String name() {
        return "enqueue";
    }

    @Override
    public List<Row> measure(Run run) throws Exception {
        try (Connection honker = Side.HONKER.openWithTables(run);
                Connection plain = Side.PLAIN.openWithTables(run)) {
            Side.requireSameSettings(honker, plain);
            Duel.Outcome outcome = new Duel(
                            new EnqueueSlice(Side.HONKER, honker, JOBS),
                            new EnqueueSlice(Side.PLAIN, plain, JOBS),
                            JOBS)
                    .fight(run, 60);
            return List.of(Row.of(
                    "`SELECT honker_enqueue(…)` in autocommit against a plain prepared INSERT, speed",
                    Bar.speedAtLeast(0.7),
                    outcome.speedRatios(),
                    outcome.absolute()));
        }
    }
}
