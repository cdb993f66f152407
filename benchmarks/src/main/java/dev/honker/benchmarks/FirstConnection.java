package dev.honker.benchmarks;

import dev.honker.benchmarks.child.FirstStatement;
import dev.honker.benchmarks.harness.Bar;
import dev.honker.benchmarks.harness.Benchmark;
import dev.honker.benchmarks.harness.ChildJvm;
import dev.honker.benchmarks.harness.Row;
import dev.honker.benchmarks.harness.Run;
import dev.honker.benchmarks.harness.Side;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;

/** The first connection and row in a fresh JVM, which loads all classes; honker's class path against one without honker. */
final class FirstConnection implements Benchmark {

    private static final int PAIRS = 8;

    @Override
    public String name() {
        return "first-connection";
    }

    @Override
    public List<Row> measure(Run run) throws Exception {
        String honker = Side.HONKER.url(file(run));
        String plain = Side.PLAIN.url(file(run));
        double[] more = new double[run.repetitions()];
        double[] floor = new double[run.repetitions()];
        for (int i = 0; i < more.length; i++) {
            double[] with = new double[PAIRS];
            double[] without = new double[PAIRS];
            for (int j = 0; j < PAIRS; j++) {
                with[j] = millis(honker, true);
                without[j] = millis(plain, false);
            }
            floor[i] = Row.median(without);
            more[i] = Row.median(with) - floor[i];
        }
        return List.of(Row.of(
                "first connection in a fresh JVM, in addition to plain sqlite-jdbc",
                Bar.atMost(40, "ms"),
                more,
                String.format(Locale.ROOT, "plain sqlite-jdbc: %.0f ms", Row.median(floor))));
    }

    private static Path file(Run run) throws SQLException {
        Path file = run.freshFile();
        try (Connection maker = Side.PLAIN.open(file);
                Statement statement = maker.createStatement()) {
            statement.execute("CREATE TABLE item(id INTEGER PRIMARY KEY)");
        }
        return file;
    }

    private static double millis(String url, boolean withHonker) throws Exception {
        try (ChildJvm child = ChildJvm.start(FirstStatement.class, withHonker, url)) {
            return Long.parseLong(child.line()) / 1e6;
        }
    }
}
