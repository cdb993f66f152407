package dev.honker.benchmarks;

import dev.honker.benchmarks.harness.Bar;
import dev.honker.benchmarks.harness.Benchmark;
import dev.honker.benchmarks.harness.Duel;
import dev.honker.benchmarks.harness.Duel.Slice;
import dev.honker.benchmarks.harness.Row;
import dev.honker.benchmarks.harness.Run;
import dev.honker.benchmarks.harness.Side;
import dev.honker.benchmarks.harness.Sink;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Opens and closes connections, without a pool. */
final class OpenAndClose implements Benchmark {

    private static final int TIMES = 30;

    @Override
    public String name() {
        return "open-close";
    }

    @Override
    public List<Row> measure(Run run) throws Exception {
        return List.of(
                row(
                        run,
                        "open + close against plain sqlite-jdbc with the same pragmas, time",
                        true,
                        file -> openAndClose(Side.HONKER.url(file)),
                        file -> openAndClose(Side.PLAIN.url(file))),
                row(
                        run,
                        "open + close with honker's defaults against plain sqlite-jdbc without a pragma, time",
                        false,
                        file -> openAndClose(Side.HONKER.bareUrl(file)),
                        file -> openAndClose(Side.PLAIN.bareUrl(file))),
                row(
                        run,
                        "open + first SELECT + close against plain sqlite-jdbc with the same pragmas, time",
                        true,
                        file -> openReadAndClose(Side.HONKER.url(file)),
                        file -> openReadAndClose(Side.PLAIN.url(file))));
    }

    private static Row row(Run run, String what, boolean samePragmas, Use honker, Use plain) throws Exception {
        Path honkers = run.freshFile();
        Path plains = run.freshFile();
        // why: another connection keeps the file open, as other processes do, so that no close has to remove the log
        try (Connection keeper = keep(honkers);
                Connection other = keep(plains)) {
            Side.requireSameSettings(keeper, other);
            Duel.Outcome outcome =
                    new Duel(new Repeated(honker, honkers), new Repeated(plain, plains), TIMES).fight(run, 60);
            Bar bar = Bar.timeAtMost(1.5);
            return samePragmas
                    ? Row.of(what, bar, outcome.timeRatios(), outcome.absolute())
                    : Row.orientation(what, bar, outcome.timeRatios(), outcome.absolute());
        }
    }

    private static Connection keep(Path file) throws SQLException {
        Connection keeper = Side.PLAIN.open(file);
        try (PreparedStatement table = keeper.prepareStatement("CREATE TABLE item(id INTEGER PRIMARY KEY)")) {
            table.executeUpdate();
        }
        return keeper;
    }

    private static void openAndClose(String url) throws SQLException {
        DriverManager.getConnection(url).close();
    }

    private static void openReadAndClose(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement select = connection.prepareStatement("SELECT count(*) FROM item");
                ResultSet row = select.executeQuery()) {
            row.next();
            Sink.take(row.getLong(1));
        }
    }

    @FunctionalInterface
    private interface Use {
        void of(Path file) throws SQLException;
    }

    private record Repeated(Use use, Path file) implements Slice {

        @Override
        public void run() throws SQLException {
            for (int i = 0; i < TIMES; i++) {
                use.of(file);
            }
        }
    }
}
