package dev.honker.benchmarks;

import dev.honker.benchmarks.harness.Bar;
import dev.honker.benchmarks.harness.Benchmark;
import dev.honker.benchmarks.harness.Duel;
import dev.honker.benchmarks.harness.Duel.Slice;
import dev.honker.benchmarks.harness.Row;
import dev.honker.benchmarks.harness.Run;
import dev.honker.benchmarks.harness.Side;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Claims one job from a crowded table, against the same with 100 jobs waiting and nothing else. */
final class ClaimCost implements Benchmark {

    private static final int FEW = 100;
    private static final int CLAIMS = 20;

    @Override
    public String name() {
        return "claim-cost";
    }

    @Override
    public List<Row> measure(Run run) throws Exception {
        return List.of(
                row(run, "200,000 waiting", connection -> Backlog.waiting(connection, 200_000 - FEW)),
                row(run, "100 waiting and 100,000 dead", connection -> Backlog.dead(connection, 100_000)),
                row(
                        run,
                        "100 waiting and 100,000 delayed of higher priority",
                        connection -> Backlog.delayed(connection, 100_000)),
                row(run, "100 waiting and 10,000 in flight", connection -> Backlog.inFlight(connection, 10_000)));
    }

    private static Row row(Run run, String what, Crowd crowd) throws Exception {
        try (Connection crowded = Side.HONKER.openWithTables(run);
                Connection empty = Side.HONKER.openWithTables(run)) {
            crowd.fill(crowded);
            for (Connection connection : List.of(crowded, empty)) {
                Backlog.waiting(connection, FEW);
                Backlog.checkpoint(connection);
            }
            Duel.Outcome outcome = new Duel(new Claim(crowded), new Claim(empty), CLAIMS).fight(run, 100);
            return Row.of(
                    "claim(1) with " + what + " against 100 waiting, time",
                    Bar.timeAtMost(1.2),
                    outcome.timeRatios(),
                    outcome.absolute());
        }
    }

    @FunctionalInterface
    private interface Crowd {
        void fill(Connection connection) throws SQLException;
    }

    /** Claims some jobs; before the next time they are given back exactly as they were. */
    private static final class Claim implements Slice {

        private final Connection connection;
        private final PreparedStatement claim;
        private final PreparedStatement giveBack;
        private final List<Long> claimed = new ArrayList<>();

        Claim(Connection connection) throws SQLException {
            this.connection = connection;
            claim = connection.prepareStatement("SELECT honker_claim_batch(?, ?, 1, 300)");
            giveBack = connection.prepareStatement("UPDATE _honker_live SET state = 'pending', worker_id = NULL,"
                    + " claim_expires_at = NULL, attempts = attempts - 1 WHERE id = ?");
        }

        @Override
        public void prepare() throws SQLException {
            connection.setAutoCommit(false);
            for (long id : claimed) {
                giveBack.setLong(1, id);
                giveBack.executeUpdate();
            }
            connection.setAutoCommit(true);
            claimed.clear();
        }

        @Override
        public void run() throws SQLException {
            for (int i = 0; i < CLAIMS; i++) {
                claim.setString(1, "mail");
                claim.setString(2, "bench");
                try (ResultSet jobs = claim.executeQuery()) {
                    jobs.next();
                    claimed.add(JobIds.first(jobs.getString(1)));
                }
            }
        }
    }
}
