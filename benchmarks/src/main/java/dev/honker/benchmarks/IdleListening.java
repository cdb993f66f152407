package dev.honker.benchmarks;

import dev.honker.benchmarks.child.IdleListeners;
import dev.honker.benchmarks.harness.Bar;
import dev.honker.benchmarks.harness.Benchmark;
import dev.honker.benchmarks.harness.ChildJvm;
import dev.honker.benchmarks.harness.Row;
import dev.honker.benchmarks.harness.Run;
import dev.honker.benchmarks.harness.Scheduling;
import java.io.IOException;
import java.util.List;

/** What a process costs that listens to a thousand channels on which nothing is sent; the JVM's own upkeep included. */
final class IdleListening implements Benchmark {

    private static final int LISTENERS = 1000;

    @Override
    public String name() {
        return "idle-listeners";
    }

    @Override
    public List<Row> measure(Run run) throws Exception {
        double[] listening = new double[run.repetitions()];
        double[] nobody = new double[run.repetitions()];
        for (int i = 0; i < listening.length; i++) {
            listening[i] = percent(run, LISTENERS);
            nobody[i] = percent(run, 0);
        }
        Bar two = Bar.atMost(2, "% of a core");
        return List.of(Row.of(
                "1,000 idle listeners on one watcher thread, CPU of the process",
                two,
                listening,
                "the same JVM without a listener: " + two.format(Row.median(nobody)) + "; " + Scheduling.pauseCpu()));
    }

    private static double percent(Run run, int listeners) throws IOException {
        try (ChildJvm child = ChildJvm.start(
                IdleListeners.class,
                run.freshFile().toString(),
                String.valueOf(listeners),
                String.valueOf(run.seconds(20)))) {
            String watchers = child.line();
            if (listeners > 0 && !watchers.equals("1")) {
                throw new IllegalStateException(listeners + " listeners have " + watchers + " watcher threads");
            }
            return Double.parseDouble(child.line());
        }
    }
}
