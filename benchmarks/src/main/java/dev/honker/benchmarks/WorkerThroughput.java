package dev.honker.benchmarks;

import dev.honker.benchmarks.harness.Bar;
import dev.honker.benchmarks.harness.Benchmark;
import dev.honker.benchmarks.harness.Row;
import dev.honker.benchmarks.harness.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * A worker with four slots and a handler that does next to nothing, while one thread enqueues, against db-scheduler with four
 * threads in the same process, on a file of its own; turn by turn, never at the same time.
 */
final class WorkerThroughput implements Benchmark {

    private static final int SLOTS = 4;
    private static final Bar RATIO = Bar.speedAtLeast(4);
    private static final Bar JOBS = Bar.atLeast(10_000, "jobs/s");

    @Override
    public String name() {
        return "worker";
    }

    @Override
    public List<Row> measure(Run run) throws Exception {
        requireSameSettings(run);
        Rates alone = rates(run, 1);
        Rates batches = rates(run, 100);
        String what = "a worker with 4 slots, one thread enqueuing ";
        return List.of(
                alone.row(what + "one job a transaction, against db-scheduler 16 with 4 threads, throughput"),
                alone.absoluteRow(what + "one job a transaction, jobs done"),
                batches.row(what + "batches of 100, against db-scheduler 16 with 4 threads, throughput"),
                batches.absoluteRow(what + "batches of 100, jobs done"));
    }

    private static void requireSameSettings(Run run) throws SQLException {
        try (HonkerContestant honker = new HonkerContestant(run, SLOTS, 1);
                DbSchedulerContestant rival = new DbSchedulerContestant(run, SLOTS, 1);
                Connection connection = rival.connection()) {
            honker.requireSameSettings(connection);
        }
    }

    private static Rates rates(Run run, int batch) throws Exception {
        honker(run, batch);
        rival(run, batch);
        Rates rates = new Rates(new double[run.repetitions()], new double[run.repetitions()]);
        for (int i = 0; i < run.repetitions(); i++) {
            boolean honkerFirst = i % 2 == 0;
            if (honkerFirst) {
                rates.honker[i] = honker(run, batch);
            }
            rates.rival[i] = rival(run, batch);
            if (!honkerFirst) {
                rates.honker[i] = honker(run, batch);
            }
        }
        return rates;
    }

    private static double honker(Run run, int batch) throws Exception {
        try (Contestant contestant = new HonkerContestant(run, SLOTS, batch)) {
            return Throughput.perSecond(contestant, batch, run.seconds(2.5), run.seconds(5));
        }
    }

    private static double rival(Run run, int batch) throws Exception {
        try (Contestant contestant = new DbSchedulerContestant(run, SLOTS, batch)) {
            return Throughput.perSecond(contestant, batch, run.seconds(2.5), run.seconds(5));
        }
    }

    /** Jobs a second of both sides, one value for each repetition. */
    private record Rates(double[] honker, double[] rival) {

        Row row(String what) {
            double[] ratios = new double[honker.length];
            for (int i = 0; i < ratios.length; i++) {
                ratios[i] = honker[i] / rival[i];
            }
            String note = String.format(
                    Locale.ROOT, "%.0f jobs/s against %.0f jobs/s", Row.median(honker), Row.median(rival));
            return Row.of(what, RATIO, ratios, note);
        }

        Row absoluteRow(String what) {
            return Row.of(what, JOBS, honker, "");
        }
    }
}
