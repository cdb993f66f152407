package dev.honker.benchmarks;

import dev.honker.benchmarks.child.IdleLeader;
import dev.honker.benchmarks.harness.Bar;
import dev.honker.benchmarks.harness.Benchmark;
import dev.honker.benchmarks.harness.ChildJvm;
import dev.honker.benchmarks.harness.Row;
import dev.honker.benchmarks.harness.Run;
import java.io.IOException;
import java.util.List;

/** What it costs to lead while no schedule is due, beside a process whose one thread waits for commits. */
final class IdleScheduling implements Benchmark {

    @Override
    public String name() {
        return "idle-scheduler";
    }

    @Override
    public List<Row> measure(Run run) throws Exception {
        double[] leading = new double[run.repetitions()];
        double[] waiting = new double[run.repetitions()];
        for (int i = 0; i < leading.length; i++) {
            leading[i] = percent(run, true);
            waiting[i] = percent(run, false);
        }
        Bar unit = Bar.atMost(0, "% of a core");
        return List.of(Row.orientation(
                "a scheduler that leads, with 100 schedules none of which is due, CPU of the process",
                unit,
                leading,
                "a process that only waits for commits: " + unit.format(Row.median(waiting))));
    }

    private static double percent(Run run, boolean leads) throws IOException {
        try (ChildJvm child = ChildJvm.start(
                IdleLeader.class, run.freshFile().toString(), String.valueOf(leads), String.valueOf(run.seconds(20)))) {
            return Double.parseDouble(child.line());
        }
    }
}
