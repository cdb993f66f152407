package dev.honker.benchmarks;

import dev.honker.benchmarks.child.IdleProcess;
import dev.honker.benchmarks.harness.Bar;
import dev.honker.benchmarks.harness.Benchmark;
import dev.honker.benchmarks.harness.ChildJvm;
import dev.honker.benchmarks.harness.Row;
import dev.honker.benchmarks.harness.Run;
import dev.honker.benchmarks.harness.Scheduling;
import java.io.IOException;
import java.util.List;

/** What a process costs that has a hundred subscribers on a database in which nothing happens; the JVM's own upkeep included. */
final class IdleSubscribers implements Benchmark {

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public List<Row> measure(Run run) throws Exception {
        double[] polling = new double[run.repetitions()];
        double[] kernel = new double[run.repetitions()];
        double[] nobody = new double[run.repetitions()];
        for (int i = 0; i < polling.length; i++) {
            polling[i] = percent(run, "auto", 100);
            kernel[i] = percent(run, "kernel", 100);
            nobody[i] = percent(run, "auto", 0);
        }
        Bar two = Bar.atMost(2, "% of a core");
        String floor = "the same JVM without a subscriber: " + two.format(Row.median(nobody));
        return List.of(
                Row.of(
                        "idle database with 100 subscribers, CPU of the process",
                        two,
                        polling,
                        floor + "; " + Scheduling.pauseCpu()),
                Row.of(
                        "idle database with 100 subscribers, `kernel` backend",
                        Bar.atMost(0.3, "% of a core"),
                        kernel,
                        floor));
    }

    private static double percent(Run run, String backend, int subscribers) throws IOException {
        try (ChildJvm child = ChildJvm.start(
                IdleProcess.class,
                run.freshFile().toString(),
                backend,
                String.valueOf(subscribers),
                String.valueOf(run.seconds(20)))) {
            return Double.parseDouble(child.line());
        }
    }
}
