package dev.honker.benchmarks;

import dev.honker.benchmarks.harness.Bar;
import dev.honker.benchmarks.harness.Benchmark;
import dev.honker.benchmarks.harness.Row;
import dev.honker.benchmarks.harness.Run;
import dev.honker.benchmarks.harness.Side;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** {@link SaleWriters} on both sides in turns. Latencies are those of the thread that has the worst of it, so that starving shows. */
final class PooledWriters implements Benchmark {

    private static final String WHAT = SaleWriters.THREADS
            + " threads writing through one pool against plain sqlite-jdbc with" + " `transaction_mode=IMMEDIATE`";

    /** A figure of one thread, by its name in the table. */
    private enum Figure {
        P50("p50 of its transactions", waits -> waits.quantile(0.5)),
        P99("p99 of its transactions", waits -> waits.quantile(0.99)),
        P99_OF_MOMENTS("p99 of its moments", waits -> waits.quantileOfMoments(0.99)),
        LONGEST("its longest transaction", ThreadWaits::longest);

        private final String title;
        private final ToDoubleFunction<ThreadWaits> of;

        Figure(String title, ToDoubleFunction<ThreadWaits> of) {
            this.title = title;
            this.of = of;
        }
    }

    @Override
    public String name() {
        return "pooled-writers";
    }

    @Override
    public List<Row> measure(Run run) throws Exception {
        List<Sales> honkers = new ArrayList<>();
        List<Sales> plains = new ArrayList<>();
        try (SaleWriters honker = SaleWriters.open(Side.HONKER, run.freshFile());
                SaleWriters plain = SaleWriters.open(Side.PLAIN, run.freshFile())) {
            honker.write(run.seconds(3));
            plain.write(run.seconds(3));
            for (int i = 0; i < run.repetitions(); i++) {
                honkers.add(honker.write(run.seconds(10)));
                plains.add(plain.write(run.seconds(10)));
            }
        }
        return new Comparison(honkers, plains).rows();
    }

    /** The repetitions of both sides. */
    private record Comparison(List<Sales> honkers, List<Sales> plains) {

        List<Row> rows() {
            List<Row> rows = new ArrayList<>();
            rows.add(throughput());
            for (Figure figure : Figure.values()) {
                rows.add(latency(figure));
            }
            rows.add(share());
            return rows;
        }

        /** The one with the bar: faster, or as fast and nobody waits long. */
        private Row throughput() {
            double[] ratios = ratios(Sales::perSecond);
            double faster = Row.median(ratios);
            double calmer = Row.median(ratios(sales -> sales.worst(Figure.P99_OF_MOMENTS.of)));
            long errors = errors(honkers);
            boolean passes = errors == 0 && (faster >= 2 || faster >= 0.97 && calmer <= 0.2);
            Bar unit = Bar.speedAtLeast(2);
            return new Row(
                    WHAT + ", throughput",
                    "≥ 2x, or ≥ 0.97x and p99 of moments ≤ 1/5 of plain's; 0 errors",
                    unit.format(faster),
                    Row.spread(unit, ratios),
                    Row.verdict(passes),
                    String.format(
                            Locale.ROOT,
                            "%.0f/s, %d errors against %.0f/s, %d errors; p99 of moments %.3fx",
                            median(honkers, Sales::perSecond),
                            errors,
                            median(plains, Sales::perSecond),
                            errors(plains),
                            calmer));
        }

        private Row latency(Figure figure) {
            ToDoubleFunction<Sales> worst = sales -> sales.worst(figure.of);
            return Row.orientation(
                    "the same, the worst thread, " + figure.title,
                    Bar.atMost(0, "ms"),
                    values(honkers, worst),
                    "each thread: " + threads(honkers, figure) + "; plain: " + threads(plains, figure));
        }

        private Row share() {
            return Row.orientation(
                    "the same, transactions of the slowest thread against those of the fastest",
                    Bar.speedAtLeast(0),
                    values(honkers, Sales::share),
                    String.format(Locale.ROOT, "plain: %.3fx", median(plains, Sales::share)));
        }

        private double[] ratios(ToDoubleFunction<Sales> figure) {
            double[] ours = values(honkers, figure);
            double[] theirs = values(plains, figure);
            double[] ratios = new double[ours.length];
            Arrays.setAll(ratios, i -> ours[i] / theirs[i]);
            return ratios;
        }

        /** The figure of each thread, from the best to the worst, each the median of the repetitions. */
        private static String threads(List<Sales> repetitions, Figure figure) {
            List<double[]> ranked =
                    repetitions.stream().map(sales -> sales.each(figure.of)).toList();
            return IntStream.range(0, SaleWriters.THREADS)
                    .mapToObj(rank -> millis(Row.median(
                            ranked.stream().mapToDouble(each -> each[rank]).toArray())))
                    .collect(Collectors.joining(" "));
        }

        private static String millis(double value) {
            return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
        }

        private static double[] values(List<Sales> repetitions, ToDoubleFunction<Sales> figure) {
            return repetitions.stream().mapToDouble(figure).toArray();
        }

        private static double median(List<Sales> repetitions, ToDoubleFunction<Sales> figure) {
            return Row.median(values(repetitions, figure));
        }

        private static long errors(List<Sales> repetitions) {
            return repetitions.stream().mapToLong(Sales::errors).sum();
        }
    }
}
