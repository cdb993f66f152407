package dev.honker.benchmarks;

import dev.honker.benchmarks.child.WakeWaiter;
import dev.honker.benchmarks.harness.Bar;
import dev.honker.benchmarks.harness.Benchmark;
import dev.honker.benchmarks.harness.ChildJvm;
import dev.honker.benchmarks.harness.Row;
import dev.honker.benchmarks.harness.Run;
import dev.honker.benchmarks.harness.Scheduling;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** From the return of a commit to the wake of another process, which polls once a millisecond. */
final class WakeAcrossProcesses implements Benchmark {

    @Override
    public String name() {
        return "wake-process";
    }

    @Override
    public List<Row> measure(Run run) throws Exception {
        int each = run.count(500);
        int last = each * (run.repetitions() + 1);
        Path file = run.freshFile();
        try (WakeCommits commits = new WakeCommits(file);
                ChildJvm waiter = ChildJvm.start(WakeWaiter.class, file.toString(), String.valueOf(last))) {
            if (!waiter.line().equals("ready")) {
                throw new IllegalStateException("the waiting process did not start");
            }
            long[] returned = commits.commit(last);
            // why: System.nanoTime is CLOCK_MONOTONIC on Linux, one clock for all processes since the machine started
            long[] woken = Arrays.stream(waiter.line().trim().split(" "))
                    .mapToLong(Long::parseLong)
                    .toArray();
            double[] p50 = new double[run.repetitions()];
            double[] p99 = new double[run.repetitions()];
            for (int i = 0; i < p50.length; i++) {
                double[] millis = WakeCommits.latencies(returned, woken, (i + 1) * each, each);
                p50[i] = Row.median(millis);
                p99[i] = Row.quantile(millis, 0.99);
            }
            String floor = Scheduling.pause();
            return List.of(
                    Row.of("wake in another process, 1 ms poll, p50", Bar.atMost(1.0, "ms"), p50, floor),
                    Row.of("wake in another process, 1 ms poll, p99", Bar.atMost(4, "ms"), p99, floor));
        }
    }
}
