package dev.honker.benchmarks;

import dev.honker.benchmarks.harness.Bar;
import dev.honker.benchmarks.harness.Benchmark;
import dev.honker.benchmarks.harness.Duel;
import dev.honker.benchmarks.harness.Duel.Slice;
import dev.honker.benchmarks.harness.Row;
import dev.honker.benchmarks.harness.Run;
import dev.honker.benchmarks.harness.Side;
import dev.honker.benchmarks.harness.Sink;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Claims and acknowledges one job at a time while 5,000 wait, against the two statements that one would write by hand. */
final class ClaimAndAck implements Benchmark {

    private static final int WAITING = 5000;
    private static final int JOBS = 100;

    @Override
    public String name() {
        return "claim-ack";
    }

    @Override
    public List<Row> measure(Run run) throws Exception {
        try (Connection honker = Side.HONKER.openWithTables(run);
                Connection plain = Side.PLAIN.openWithTables(run)) {
            Side.requireSameSettings(honker, plain);
            for (Connection connection : List.of(honker, plain)) {
                Backlog.waiting(connection, WAITING - JOBS);
                Backlog.checkpoint(connection);
            }
            Duel.Outcome outcome =
                    new Duel(new Functions(honker), new PlainClaimAndAck(plain, JOBS), JOBS).fight(run, 60);
            return List.of(Row.of(
                    "claim(1) + ack with 5,000 waiting against two plain prepared statements, speed",
                    Bar.speedAtLeast(0.7),
                    outcome.speedRatios(),
                    outcome.absolute()));
        }
    }

    private static final class Functions implements Slice {

        private final Connection connection;
        private final PreparedStatement claim;
        private final PreparedStatement ack;

        Functions(Connection connection) throws SQLException {
            this.connection = connection;
            claim = connection.prepareStatement("SELECT honker_claim_batch(?, ?, 1, 300)");
            ack = connection.prepareStatement("SELECT honker_ack(?, ?)");
        }

        @Override
        public void prepare() throws SQLException {
            Backlog.waiting(connection, JOBS);
        }

        @Override
        public void run() throws SQLException {
            for (int i = 0; i < JOBS; i++) {
                claim.setString(1, "mail");
                claim.setString(2, "bench");
                long id;
                try (ResultSet jobs = claim.executeQuery()) {
                    jobs.next();
                    id = JobIds.first(jobs.getString(1));
                }
                ack.setLong(1, id);
                ack.setString(2, "bench");
                try (ResultSet acknowledged = ack.executeQuery()) {
                    acknowledged.next();
                    Sink.take(acknowledged.getLong(1));
                }
            }
        }
    }
}
