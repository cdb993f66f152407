package dev.honker.benchmarks;

import dev.honker.benchmarks.harness.Duel.Slice;
import dev.honker.benchmarks.harness.Sink;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Claims and acknowledges one job at a time by the two statements that one would write by hand; for one thread. */
final class PlainClaimAndAck implements Slice {

    private static final String CLAIM = """
            UPDATE _honker_live
            SET state = 'processing', worker_id = ?, claim_expires_at = unixepoch() + 300, attempts = attempts + 1
            WHERE id = (
              SELECT id FROM _honker_live
              WHERE queue = ? AND state = 'pending' AND run_at <= unixepoch()
              ORDER BY priority DESC, run_at, id LIMIT 1)
            RETURNING id, payload
            """;

    private final Connection connection;
    private final PreparedStatement claim;
    private final PreparedStatement ack;
    private final int jobs;

    PlainClaimAndAck(Connection connection, int jobs) throws SQLException {
        this.connection = connection;
        this.jobs = jobs;
        claim = connection.prepareStatement(CLAIM);
        ack = connection.prepareStatement("DELETE FROM _honker_live WHERE id = ? AND worker_id = ?");
    }

    @Override
    public void prepare() throws SQLException {
        Backlog.waiting(connection, jobs);
    }

    @Override
    public void run() throws SQLException {
        for (int i = 0; i < jobs; i++) {
            claim.setString(1, "bench");
            claim.setString(2, "mail");
            long id;
            try (ResultSet job = claim.executeQuery()) {
                job.next();
                id = job.getLong(1);
                Sink.take(job.getString(2).length());
            }
            ack.setLong(1, id);
            ack.setString(2, "bench");
            Sink.take(ack.executeUpdate());
        }
    }
}
