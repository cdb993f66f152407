package dev.honker.benchmarks;

import dev.honker.benchmarks.harness.Duel.Slice;
import dev.honker.benchmarks.harness.Sink;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Claims and acknowledges jobs in batches by the two statements that one would write by hand; for one thread. */
final class PlainClaimBatch implements Slice {

    private static final String CLAIM = """
            UPDATE _honker_live
            SET state = 'processing', worker_id = ?, claim_expires_at = unixepoch() + 300, attempts = attempts + 1
            WHERE id IN (
              SELECT id FROM _honker_live
              WHERE queue = ? AND state = 'pending' AND run_at <= unixepoch()
              ORDER BY priority DESC, run_at, id LIMIT ?)
            RETURNING id, payload
            """;

    private static final String ACK =
            "DELETE FROM _honker_live WHERE id IN (SELECT value FROM json_each(?)) AND worker_id = ?";

    private final Connection connection;
    private final PreparedStatement claim;
    private final PreparedStatement ack;
    private final int size;
    private final int batches;

    PlainClaimBatch(Connection connection, int size, int batches) throws SQLException {
        this.connection = connection;
        this.size = size;
        this.batches = batches;
        claim = connection.prepareStatement(CLAIM);
        ack = connection.prepareStatement(ACK);
    }

    @Override
    public void prepare() throws SQLException {
        Backlog.waiting(connection, size * batches);
    }

    @Override
    public void run() throws SQLException {
        for (int i = 0; i < batches; i++) {
            claim.setString(1, "bench");
            claim.setString(2, "mail");
            claim.setInt(3, size);
            List<Long> ids = new ArrayList<>();
            try (ResultSet jobs = claim.executeQuery()) {
                while (jobs.next()) {
                    ids.add(jobs.getLong(1));
                    Sink.take(jobs.getString(2).length());
                }
            }
            ack.setString(1, ids.toString());
            ack.setString(2, "bench");
            if (ack.executeUpdate() != size) {
                throw new IllegalStateException("a claim was lost");
            }
        }
    }
}
