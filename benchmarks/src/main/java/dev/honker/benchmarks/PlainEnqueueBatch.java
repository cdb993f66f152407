package dev.honker.benchmarks;

import dev.honker.benchmarks.harness.Duel.Slice;
import dev.honker.benchmarks.harness.Sink;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Adds jobs by one JDBC batch in a transaction of a manual-commit connection; for one thread. */
final class PlainEnqueueBatch implements Slice {

    private final Connection connection;
    private final PreparedStatement insert;
    private final List<String> payloads;

    PlainEnqueueBatch(Connection connection, List<String> payloads) throws SQLException {
        this.connection = connection;
        this.insert = connection.prepareStatement(EnqueueSlice.PLAIN);
        this.payloads = payloads;
    }

    @Override
    public void run() throws SQLException {
        for (String payload : payloads) {
            insert.setString(1, "mail");
            insert.setString(2, payload);
            insert.setLong(3, 0);
            insert.setLong(4, 3);
            insert.addBatch();
        }
        Sink.take(insert.executeBatch().length);
        connection.commit();
    }
}
