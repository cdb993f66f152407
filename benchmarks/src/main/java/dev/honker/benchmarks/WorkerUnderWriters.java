package dev.honker.benchmarks;

import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.LockWaits;
import dev.honker.Queue;
import dev.honker.WorkerHandle;
import dev.honker.WorkerOptions;
import dev.honker.benchmarks.harness.Bar;
import dev.honker.benchmarks.harness.Benchmark;
import dev.honker.benchmarks.harness.Row;
import dev.honker.benchmarks.harness.Run;
import dev.honker.benchmarks.harness.Side;
import dev.honker.benchmarks.harness.Sink;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A worker with four slots and a handler that does next to nothing, on jobs that were enqueued before, and {@link SaleWriters} on the same
 * file: each alone and both at once, in turns. Each repetition has a file of its own.
 */
final class WorkerUnderWriters implements Benchmark {

    private static final int SLOTS = 4;

    /** More than a worker does in a second, so that it never runs out of jobs. */
    private static final int JOBS_FOR_A_SECOND = 60_000;

    @Override
    public String name() {
        return "worker-under-writers";
    }

    @Override
    public List<Row> measure(Run run) throws Exception {
        Figures figures = new Figures(run.repetitions());
        try (Contest warmUp = new Contest(run.freshFile())) {
            warmUp.both(run.seconds(3));
        }
        for (int i = 0; i < run.repetitions(); i++) {
            try (Contest contest = new Contest(run.freshFile())) {
                contest.measure(run.seconds(3), figures, i);
            }
        }
        return figures.rows();
    }

    /** One file, its worker and its writers. */
    private static final class Contest implements AutoCloseable {

        private final Path file;
        private final Database database;
        private final Queue queue;
        private final SaleWriters writers;

        Contest(Path file) throws Exception {
            this.file = file;
            database = Honker.open(file);
            queue = database.queue("mail");
            queue.size();
            writers = SaleWriters.open(Side.HONKER, file);
        }

        /** Alone, both, both, alone: what disturbs the machine for a while disturbs all. */
        void measure(double seconds, Figures figures, int repetition) throws Exception {
            both(seconds / 5);
            double workerAlone = workerAlone(seconds);
            Sales alone = writers.write(seconds);
            Both first = both(seconds);
            Both second = both(seconds);
            Sales aloneAgain = writers.write(seconds);
            workerAlone += workerAlone(seconds);
            figures.workerAlone[repetition] = workerAlone / 2;
            figures.writersAlone[repetition] = (alone.perSecond() + aloneAgain.perSecond()) / 2;
            figures.worker[repetition] = (first.jobs + second.jobs) / 2;
            figures.writers[repetition] = (first.sales.perSecond() + second.sales.perSecond()) / 2;
            figures.starvedAlone[repetition] = (starved(alone) + starved(aloneAgain)) / 2;
            figures.starved[repetition] = (starved(first.sales) + starved(second.sales)) / 2;
            LockWaits waits = database.writerLock().background();
            figures.p99[repetition] = waits.p99().toNanos() / 1e6;
            figures.longest[repetition] = waits.longest().toNanos() / 1e6;
        }

        private static double starved(Sales sales) {
            return sales.worst(waits -> waits.quantileOfMoments(0.99));
        }

        private double workerAlone(double seconds) throws Exception {
            WorkerHandle worker = start(seconds);
            long before = worker.counts().acked();
            long start = System.nanoTime();
            TimeUnit.NANOSECONDS.sleep((long) (seconds * 1e9));
            return stop(worker, before, start);
        }

        Both both(double seconds) throws Exception {
            WorkerHandle worker = start(seconds);
            long before = worker.counts().acked();
            long start = System.nanoTime();
            Sales sales = writers.write(seconds);
            double jobs = stop(worker, before, start);
            if (sales.errors() > 0) {
                throw new IllegalStateException(sales.errors() + " transactions of the writers failed");
            }
            return new Both(jobs, sales);
        }

        private WorkerHandle start(double seconds) throws Exception {
            try (Connection connection = Side.HONKER.open(file)) {
                int wanted = (int) (JOBS_FOR_A_SECOND * Math.max(1, seconds));
                Backlog.waiting(connection, (int) Math.max(0, wanted - queue.size()));
                Backlog.checkpoint(connection);
            }
            return queue.worker(
                    "bench",
                    job -> Sink.take(job.id()),
                    WorkerOptions.builder().concurrency(SLOTS).build());
        }

        /** Returns the jobs of a second since the start. */
        private double stop(WorkerHandle worker, long before, long start) {
            double perSecond = (worker.counts().acked() - before) * 1e9 / (System.nanoTime() - start);
            worker.stop(Duration.ofSeconds(10));
            if (queue.size() == 0) {
                throw new IllegalStateException("the worker ran out of jobs");
            }
            return perSecond;
        }

        @Override
        public void close() {
            writers.close();
            database.close();
        }
    }

    /** The jobs of a second, and what the writers did at the same time. */
    private record Both(double jobs, Sales sales) {}

    /** One value for each repetition. */
    private static final class Figures {

        private final double[] workerAlone;
        private final double[] worker;
        private final double[] writersAlone;
        private final double[] writers;
        private final double[] starvedAlone;
        private final double[] starved;
        private final double[] p99;
        private final double[] longest;

        Figures(int repetitions) {
            workerAlone = new double[repetitions];
            worker = new double[repetitions];
            writersAlone = new double[repetitions];
            writers = new double[repetitions];
            starvedAlone = new double[repetitions];
            starved = new double[repetitions];
            p99 = new double[repetitions];
            longest = new double[repetitions];
        }

        List<Row> rows() {
            String beside = "a worker with " + SLOTS + " slots beside " + SaleWriters.THREADS
                    + " threads that write without a pause, ";
            return List.of(
                    Row.of(
                            beside + "jobs against those of the same worker alone",
                            Bar.speedAtLeast(0.25),
                            ratios(worker, workerAlone),
                            absolute("jobs/s", worker, workerAlone)),
                    Row.of(
                            beside + "p99 of its waits for the write lock",
                            Bar.atMost(20, "ms"),
                            p99,
                            String.format(Locale.ROOT, "longest %.1f ms", Row.quantile(longest, 1))),
                    Row.of(
                            beside + "their transactions against those without it",
                            Bar.speedAtLeast(0.75),
                            ratios(writers, writersAlone),
                            absolute("/s", writers, writersAlone)),
                    Row.orientation(
                            beside + "the worst of them, p99 of its moments",
                            Bar.atMost(0, "ms"),
                            starved,
                            String.format(Locale.ROOT, "without the worker %.1f ms", Row.median(starvedAlone))));
        }

        private static double[] ratios(double[] a, double[] b) {
            double[] ratios = new double[a.length];
            for (int i = 0; i < ratios.length; i++) {
                ratios[i] = a[i] / b[i];
            }
            return ratios;
        }

        private static String absolute(String unit, double[] a, double[] b) {
            String space = unit.startsWith("/") ? "" : " ";
            return String.format(
                    Locale.ROOT, "%.0f%s%s against %.0f%s%s", Row.median(a), space, unit, Row.median(b), space, unit);
        }
    }
}
