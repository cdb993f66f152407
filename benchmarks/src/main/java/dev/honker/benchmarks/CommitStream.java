package dev.honker.benchmarks;

import dev.honker.UpdateEvents;
import dev.honker.benchmarks.harness.Bar;
import dev.honker.benchmarks.harness.Benchmark;
import dev.honker.benchmarks.harness.Row;
import dev.honker.benchmarks.harness.Run;
import dev.honker.benchmarks.harness.Side;
import dev.honker.benchmarks.harness.Sink;
import dev.honker.jdbc.HonkerConnection;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Eight threads that commit without pause, with one subscriber against none. */
final class CommitStream implements Benchmark {

    private static final int THREADS = 8;
    private static final int SLICES = 6;
    private static final String WATCHER = "honker-watcher";

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    @Override
    public String name() {
        return "commit-stream";
    }

    @Override
    public List<Row> measure(Run run) throws Exception {
        Path file = run.freshFile();
        LongAdder commits = new LongAdder();
        ExecutorService writers = Executors.newFixedThreadPool(THREADS);
        try (Connection connection = Side.HONKER.open(file)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE event(id INTEGER PRIMARY KEY, text TEXT NOT NULL)");
            }
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                running.add(writers.submit(() -> write(file, commits)));
            }
            List<Row> rows = watch(run, connection, commits);
            writers.shutdownNow();
            for (Future<?> writer : running) {
                writer.get();
            }
            return rows;
        } finally {
            writers.shutdownNow();
            writers.awaitTermination(10, TimeUnit.SECONDS);
        }
    }

    private static Void write(Path file, LongAdder commits) throws SQLException {
        try (Connection connection = Side.HONKER.open(file);
                PreparedStatement insert = connection.prepareStatement("INSERT INTO event(text) VALUES (?)")) {
            while (!Thread.currentThread().isInterrupted()) {
                insert.setString(1, "something has happened");
                insert.executeUpdate();
                commits.increment();
            }
            return null;
        }
    }

    private List<Row> watch(Run run, Connection connection, LongAdder commits) throws Exception {
        double seconds = run.seconds(1.5);
        TimeUnit.SECONDS.sleep(run.count(3));
        double[] ratios = new double[run.repetitions()];
        double[] cpu = new double[run.repetitions()];
        double[] alone = new double[run.repetitions()];
        for (int i = 0; i < ratios.length; i++) {
            double with = 0;
            double without = 0;
            for (int slice = 0; slice < SLICES; slice++) {
                // with, without, without, with ...
                if (slice % 4 == 0 || slice % 4 == 3) {
                    Watched watched = watched(connection, commits, seconds);
                    with += watched.perSecond();
                    cpu[i] += watched.watcherPercent() / SLICES * 2;
                } else {
                    without += perSecond(commits, seconds);
                }
            }
            ratios[i] = with / without;
            alone[i] = without / SLICES * 2;
        }
        String note = String.format(Locale.ROOT, "%.0f commits/s without a subscriber", Row.median(alone));
        return List.of(
                Row.of(
                        "commits of 8 threads with one subscriber against none, throughput",
                        Bar.speedAtLeast(0.95),
                        ratios,
                        note),
                Row.of("CPU of the watcher thread meanwhile", Bar.atMost(10, "% of a core"), cpu, ""));
    }

    private Watched watched(Connection connection, LongAdder commits, double seconds) throws Exception {
        UpdateEvents events = connection.unwrap(HonkerConnection.class).updateEvents();
        Thread subscriber = new Thread(() -> {
            long wakes = 0;
            try {
                while (events.awaitUpdate(Duration.ofSeconds(5))) {
                    Sink.take(++wakes);
                }
            } catch (dev.honker.HonkerException closed) {
                Sink.take(wakes);
            }
        });
        subscriber.start();
        try {
            long cpu = watcherNanos();
            double rate = perSecond(commits, seconds);
            return new Watched(rate, 100 * (watcherNanos() - cpu) / (seconds * 1e9));
        } finally {
            events.close();
            subscriber.join();
        }
    }

    private static double perSecond(LongAdder commits, double seconds) throws InterruptedException {
        long before = commits.sum();
        long start = System.nanoTime();
        TimeUnit.MILLISECONDS.sleep((long) (1000 * seconds));
        return (commits.sum() - before) * 1e9 / (System.nanoTime() - start);
    }

    private long watcherNanos() {
        long nanos = 0;
        boolean found = false;
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith(WATCHER)) {
                nanos += threads.getThreadCpuTime(thread.getId());
                found = true;
            }
        }
        if (!found) {
            throw new IllegalStateException("there is no thread named " + WATCHER + "...");
        }
        return nanos;
    }

    private record Watched(double perSecond, double watcherPercent) {}
}
