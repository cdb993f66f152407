package dev.honker.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.honker.benchmarks.harness.Benchmark;
import dev.honker.benchmarks.harness.Row;
import dev.honker.benchmarks.harness.Run;
import dev.honker.benchmarks.harness.Side;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Eight threads in read-change-write transactions through one HikariCP pool of eight, the way Spring does it: the pool in
 * autocommit, each transaction turns that off and on. A transaction that fails is run again; each failure is counted.
 */
final class PooledWriters implements Benchmark {

    private static final int THREADS = 8;

    @Override
    public String name() {
        return "pooled-writers";
    }

    @Override
    public List<Row> measure(Run run) throws Exception {
        return List.of(measureOne(run));
    }

    private static Row measureOne(Run run) throws Exception {
        int repetitions = run.repetitions();
        double[] throughput = new double[repetitions];
        double[] p99 = new double[repetitions];
        List<Measured> honkers = new ArrayList<>();
        List<Measured> plains = new ArrayList<>();
        try (HikariDataSource honker = pool(run, Side.HONKER);
                HikariDataSource plain = pool(run, Side.PLAIN)) {
            measure(honker, run.seconds(3));
            measure(plain, run.seconds(3));
            for (int i = 0; i < repetitions; i++) {
                Measured ours = measure(honker, run.seconds(10));
                Measured theirs = measure(plain, run.seconds(10));
                honkers.add(ours);
                plains.add(theirs);
                throughput[i] = ours.perSecond() / theirs.perSecond();
                p99[i] = ours.p99Millis() / theirs.p99Millis();
            }
        }
        return row(throughput, p99, honkers, plains);
    }

    private static Row row(double[] throughput, double[] p99, List<Measured> honkers, List<Measured> plains) {
        double faster = Row.median(throughput);
        double calmer = Row.median(p99);
        long errors = honkers.stream().mapToLong(Measured::errors).sum();
        boolean passes = errors == 0 && (faster >= 2 || faster >= 0.97 && calmer <= 0.2);
        return new Row(
                "8 threads writing through one pool" + " against plain sqlite-jdbc with `transaction_mode=IMMEDIATE`",
                "≥ 2x throughput, or equal with p99 ≤ 1/5; 0 errors",
                String.format(Locale.ROOT, "%.2fx, p99 %.3fx, %d errors", faster, calmer, errors),
                String.format(
                        Locale.ROOT,
                        "%.2f – %.2fx, p99 %.3f – %.3fx",
                        Row.quantile(throughput, 0),
                        Row.quantile(throughput, 1),
                        Row.quantile(p99, 0),
                        Row.quantile(p99, 1)),
                Row.verdict(passes),
                describe(honkers) + " against " + describe(plains));
    }

    private static String describe(List<Measured> measured) {
        return String.format(
                Locale.ROOT,
                "%.0f/s, p99 %.1f ms, longest %.0f ms, %d errors",
                Row.median(measured.stream().mapToDouble(Measured::perSecond).toArray()),
                Row.median(measured.stream().mapToDouble(Measured::p99Millis).toArray()),
                Row.median(
                        measured.stream().mapToDouble(Measured::longestMillis).toArray()),
                measured.stream().mapToLong(Measured::errors).sum());
    }

    private static HikariDataSource pool(Run run, Side side) throws SQLException {
        Path file = run.freshFile();
        try (Connection maker = side.open(file);
                Statement statement = maker.createStatement()) {
            statement.execute("CREATE TABLE item(id INTEGER PRIMARY KEY, stock INTEGER NOT NULL)");
            statement.execute(
                    "CREATE TABLE sale(id INTEGER PRIMARY KEY, item INTEGER NOT NULL, customer TEXT NOT NULL)");
            statement.execute("WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 1000)"
                    + " INSERT INTO item SELECT n, 1000000 FROM number");
        }
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(side.url(file) + "&transaction_mode=IMMEDIATE");
        config.setMaximumPoolSize(THREADS);
        config.setMinimumIdle(THREADS);
        config.setConnectionTimeout(60_000);
        return new HikariDataSource(config);
    }

    private static Measured measure(HikariDataSource pool, double seconds) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            long start = System.nanoTime();
            long end = start + (long) (seconds * 1e9);
            List<PooledWriter> writers = new ArrayList<>();
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                PooledWriter writer = new PooledWriter(pool, end, i);
                writers.add(writer);
                running.add(threads.submit(writer));
            }
            for (Future<?> writer : running) {
                writer.get();
            }
            double elapsed = (System.nanoTime() - start) / 1e9;
            double[] millis =
                    writers.stream().flatMapToDouble(PooledWriter::millis).toArray();
            long errors = writers.stream().mapToLong(PooledWriter::errors).sum();
            return new Measured(millis.length / elapsed, Row.quantile(millis, 0.99), Row.quantile(millis, 1), errors);
        } finally {
            threads.shutdownNow();
        }
    }

    private record Measured(double perSecond, double p99Millis, double longestMillis, long errors) {}
}
