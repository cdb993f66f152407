package dev.honker.benchmarks;

import dev.honker.benchmarks.harness.Benchmark;
import dev.honker.benchmarks.harness.Report;
import dev.honker.benchmarks.harness.Row;
import dev.honker.benchmarks.harness.Run;
import dev.honker.benchmarks.orm.OrmEnqueue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs the benchmarks that the command line names, all without a name, and prints a table. */
public final class Bench {

    private static final List<Benchmark> ALL = List.of(
            new EnqueueAutocommit(),
            new EnqueueInTransaction(),
            new ClaimAndAck(),
            new ClaimCost(),
            new WakeInProcess(),
            new WakeAcrossProcesses(),
            new IdleSubscribers(),
            new CommitStream(),
            new PlainStatements(),
            new OpenAndClose(),
            new FirstConnection(),
            new PooledWriters(),
            new WorkerUnderWriters(),
            new VirtualThreads(),
            new ApiEnqueue(),
            new ApiClaimAndAck(),
            new WorkerThroughput(),
            new IdleListening(),
            new StreamReplay(),
            new TaskCalls(),
            new FirstProxy(),
            new IdleScheduling(),
            new OrmEnqueue());

    // why: a logger that nobody holds forgets its level
    private static final List<Logger> OTHERS_LOGS = List.of(
            Logger.getLogger("com.zaxxer.hikari"),
            Logger.getLogger("com.github.kagkarlsson"),
            Logger.getLogger("org.hibernate"),
            Logger.getLogger("org.jooq"));

    private Bench() {}

    /** Exits with 1 if a benchmark could not be run; a bar that is missed is a result. */
    public static void main(String[] args) throws Exception {
        List<Benchmark> chosen = new ArrayList<>();
        boolean quick = false;
        Path page = null;
        for (int i = 0; i < args.length; i++) {
            switch (args[i]) {
                case "--quick" -> quick = true;
                case "--write" -> {
                    if (++i == args.length) {
                        throw usage("--write wants a file");
                    }
                    page = Path.of(args[i]);
                }
                case "--help" -> {
                    System.out.println(usageText());
                    return;
                }
                default -> chosen.add(named(args[i]));
            }
        }
        OTHERS_LOGS.forEach(log -> log.setLevel(Level.SEVERE));
        if (!run(chosen.isEmpty() ? ALL : chosen, quick, page)) {
            System.exit(1);
        }
    }

    private static boolean run(List<Benchmark> benchmarks, boolean quick, Path page) throws Exception {
        List<Row> rows = new ArrayList<>();
        boolean complete = true;
        for (Benchmark benchmark : benchmarks) {
            System.err.println(benchmark.name() + " ...");
            try (Run run = Run.start(quick)) {
                List<Row> measured = benchmark.measure(run);
                measured.forEach(row -> System.err.println("  " + Report.line(row)));
                rows.addAll(measured);
            } catch (Exception | LinkageError e) {
                complete = false;
                System.err.println("  could not be run");
                e.printStackTrace();
            }
        }
        Report report = new Report(rows, quick);
        System.out.println(report.table());
        if (page != null) {
            report.write(page);
        }
        return complete;
    }

    private static Benchmark named(String name) {
        return ALL.stream()
                .filter(benchmark -> benchmark.name().equals(name))
                .findFirst()
                .orElseThrow(() -> usage("there is no benchmark " + name));
    }

    private static IllegalArgumentException usage(String problem) {
        return new IllegalArgumentException(problem + "\n" + usageText());
    }

    private static String usageText() {
        return "./bench [--quick] [--write FILE] [NAME ...]\nnames: "
                + String.join(" ", ALL.stream().map(Benchmark::name).toList());
    }
}
