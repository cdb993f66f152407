package dev.honker.benchmarks;

import dev.honker.benchmarks.child.FirstTaskCall;
import dev.honker.benchmarks.child.TasksWithoutProxies;
import dev.honker.benchmarks.harness.Bar;
import dev.honker.benchmarks.harness.Benchmark;
import dev.honker.benchmarks.harness.ChildJvm;
import dev.honker.benchmarks.harness.Row;
import dev.honker.benchmarks.harness.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The first proxy of a task class in a fresh JVM, which loads Byte Buddy; and that nothing else loads it. */
final class FirstProxy implements Benchmark {

    private static final int CHILDREN = 5;
    private static final String BYTE_BUDDY = "net.bytebuddy.";

    @Override
    public String name() {
        return "first-proxy";
    }

    @Override
    public List<Row> measure(Run run) throws Exception {
        return List.of(time(run), loadedUnused(run));
    }

    private static Row time(Run run) throws IOException {
        double[] proxy = new double[run.repetitions()];
        double[] call = new double[run.repetitions()];
        for (int i = 0; i < proxy.length; i++) {
            double[] proxies = new double[CHILDREN];
            double[] calls = new double[CHILDREN];
            for (int j = 0; j < CHILDREN; j++) {
                try (ChildJvm child = ChildJvm.start(FirstTaskCall.class, file(run))) {
                    proxies[j] = Long.parseLong(child.line()) / 1e6;
                    calls[j] = Long.parseLong(child.line()) / 1e6;
                }
            }
            proxy[i] = Row.median(proxies);
            call[i] = Row.median(calls);
        }
        return Row.of(
                "first `tasks.proxy` in a fresh JVM, on a database that is open",
                Bar.atMost(700, "ms"),
                proxy,
                String.format(Locale.ROOT, "the first call on it: %.0f ms", Row.median(call)));
    }

    private static Row loadedUnused(Run run) throws IOException {
        List<String> unused = classes(run, TasksWithoutProxies.class);
        List<String> used = classes(run, FirstTaskCall.class);
        long loaded = byteBuddy(unused);
        return new Row(
                "classes of Byte Buddy in a JVM that enqueues and runs tasks, but makes no proxy",
                "0",
                String.valueOf(loaded),
                "",
                Row.verdict(loaded == 0),
                "of " + unused.size() + " classes; with one proxy " + byteBuddy(used) + " of " + used.size());
    }

    private static List<String> classes(Run run, Class<?> program) throws IOException {
        Path log = run.freshFile();
        try (ChildJvm child = ChildJvm.startNotingClasses(log, program, file(run))) {
            child.line();
        }
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(" source: ")).toList();
        }
    }

    private static long byteBuddy(List<String> classes) {
        return classes.stream().filter(line -> line.contains(BYTE_BUDDY)).count();
    }

    private static String file(Run run) {
        return run.freshFile().toString();
    }
}
