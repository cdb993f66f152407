package dev.honker.benchmarks;

import dev.honker.benchmarks.harness.Duel.Slice;
import dev.honker.benchmarks.harness.Side;
import dev.honker.benchmarks.harness.Sink;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Adds jobs on one connection, by honker's function or by the INSERT that it stands for; for one thread. */
final class EnqueueSlice implements Slice {

    /** The INSERT; its parameters are queue, payload, priority and attempts. */
    static final String PLAIN = "INSERT INTO _honker_live(queue, payload, run_at, priority, max_attempts, expires_at)"
            + " VALUES (?, ?, unixepoch(), ?, ?, NULL)";

    private final Connection connection;
    private final PreparedStatement statement;
    private final boolean function;
    private final int jobs;

    EnqueueSlice(Side side, Connection connection, int jobs) throws SQLException {
        this.connection = connection;
        this.function = side == Side.HONKER;
        this.statement =
                connection.prepareStatement(function ? "SELECT honker_enqueue(?, ?, NULL, NULL, ?, ?, NULL)" : PLAIN);
        this.jobs = jobs;
    }

    @Override
    public void run() throws SQLException {
        for (int i = 0; i < jobs; i++) {
            statement.setString(1, "mail");
            statement.setString(2, Backlog.PAYLOAD);
            statement.setLong(3, 0);
            statement.setLong(4, 3);
            if (function) {
                try (ResultSet id = statement.executeQuery()) {
                    id.next();
                    Sink.take(id.getLong(1));
                }
            } else {
                Sink.take(statement.executeUpdate());
            }
        }
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }
}
