package dev.honker.benchmarks;

import dev.honker.benchmarks.child.WakeLog;
import dev.honker.benchmarks.harness.Bar;
import dev.honker.benchmarks.harness.Benchmark;
import dev.honker.benchmarks.harness.Row;
import dev.honker.benchmarks.harness.Run;
import dev.honker.benchmarks.harness.Scheduling;
import dev.honker.benchmarks.harness.Side;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** From the return of a commit to the wake of a thread of the same process. */
final class WakeInProcess implements Benchmark {

    @Override
    public String name() {
        return "wake";
    }

    @Override
    public List<Row> measure(Run run) throws Exception {
        int each = run.count(500);
        int last = each * (run.repetitions() + 1);
        Path file = run.freshFile();
        try (WakeCommits commits = new WakeCommits(file);
                Connection reader = Side.HONKER.open(file);
                WakeLog log = new WakeLog(reader)) {
            CompletableFuture<long[]> waiting = CompletableFuture.supplyAsync(() -> wait(log, last));
            long[] returned = commits.commit(last);
            long[] woken = waiting.get(20, TimeUnit.SECONDS);
            double[] p50 = new double[run.repetitions()];
            for (int i = 0; i < p50.length; i++) {
                p50[i] = Row.median(WakeCommits.latencies(returned, woken, (i + 1) * each, each));
            }
            return List.of(Row.of(
                    "wake in the same process, p50 from the commit's return",
                    Bar.atMost(0.15, "ms"),
                    p50,
                    "all: " + Scheduling.quantiles(WakeCommits.latencies(returned, woken, each, last - each)) + "; "
                            + Scheduling.handOff()));
        }
    }

    private static long[] wait(WakeLog log, int last) {
        try {
            return log.waitFor(last);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
