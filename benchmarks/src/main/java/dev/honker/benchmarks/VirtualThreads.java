package dev.honker.benchmarks;

import dev.honker.benchmarks.child.VirtualWriters;
import dev.honker.benchmarks.harness.Bar;
import dev.honker.benchmarks.harness.Benchmark;
import dev.honker.benchmarks.harness.ChildJvm;
import dev.honker.benchmarks.harness.Row;
import dev.honker.benchmarks.harness.Run;
import dev.honker.benchmarks.harness.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Four hundred virtual threads on eight carriers that write to one file on Java 21, where a thread that waits inside a monitor keeps its
 * carrier: if those that wait for the write lock keep all of them, the thread that holds the lock can't go on.
 */
final class VirtualThreads implements Benchmark {

    private static final int THREADS = 400;
    private static final int TRANSACTIONS = 5;
    private static final List<String> EIGHT_CARRIERS =
            List.of("-Djdk.virtualThreadScheduler.parallelism=8", "-Djdk.virtualThreadScheduler.maxPoolSize=8");

    private static final String WHAT = THREADS + " virtual threads on 8 carriers of Java 21, " + TRANSACTIONS
            + " read-change-write transactions each";

    @Override
    public String name() {
        return "virtual-threads";
    }

    @Override
    public List<Row> measure(Run run) throws Exception {
        String java = System.getProperty("java21.jvm", "");
        if (java.isEmpty()) {
            return List.of(
                    new Row(WHAT, "0", "", "", "-", "not run, there is no Java 21; ./test fetches one if it can"));
        }
        int repetitions = run.repetitions();
        double[] busy = new double[repetitions];
        double[] seconds = new double[repetitions];
        for (int i = 0; i < repetitions; i++) {
            Outcome outcome = write(java, Side.HONKER.url(run.freshFile()) + "&transaction_mode=IMMEDIATE");
            if (outcome.committed + outcome.busy != THREADS * TRANSACTIONS) {
                throw new IllegalStateException("of " + THREADS * TRANSACTIONS + " transactions " + outcome);
            }
            busy[i] = outcome.busy;
            seconds[i] = outcome.millis / 1e3;
        }
        return List.of(
                Row.of(WHAT + ", SQLITE_BUSY", Bar.atMost(0, "errors"), busy, ""),
                Row.orientation(
                        WHAT + ", time",
                        Bar.atMost(0, "s"),
                        seconds,
                        "of that 2 s are the pauses of 1 ms that each transaction makes"));
    }

    // why not plain sqlite-jdbc beside it: its waits keep the carriers inside SQLite, so that it takes minutes
    private static Outcome write(String java, String url) throws IOException {
        try (ChildJvm jvm = ChildJvm.startOn(
                Path.of(java),
                EIGHT_CARRIERS,
                VirtualWriters.class,
                url,
                String.valueOf(THREADS),
                String.valueOf(TRANSACTIONS))) {
            String[] figures = jvm.line().split(" ");
            return new Outcome(
                    Integer.parseInt(figures[0]), Integer.parseInt(figures[1]), Integer.parseInt(figures[2]));
        }
    }

    /** What all threads together did. */
    private record Outcome(int committed, int busy, int millis) {}
}
