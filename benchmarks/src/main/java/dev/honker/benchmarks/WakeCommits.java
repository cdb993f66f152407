package dev.honker.benchmarks;

import dev.honker.benchmarks.harness.Side;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Commits single rows at irregular moments and notes when each commit returned; for one thread. */
final class WakeCommits implements AutoCloseable {

    private final Connection connection;
    private final PreparedStatement insert;
    private final Random random = new Random(42);

    WakeCommits(Path file) throws SQLException {
        connection = Side.HONKER.open(file);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE wake(id INTEGER PRIMARY KEY)");
        }
        insert = connection.prepareStatement("INSERT INTO wake VALUES (?)");
    }

    /** Commits the rows 1 to {@code last}; at each id, the {@code System.nanoTime} at which its commit returned. */
    long[] commit(int last) throws SQLException {
        long[] returned = new long[last + 1];
        for (int id = 1; id <= last; id++) {
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(4000 + random.nextInt(4000)));
            insert.setInt(1, id);
            insert.executeUpdate();
            returned[id] = System.nanoTime();
        }
        return returned;
    }

    /** Milliseconds from return to wake of the rows after {@code first}, {@code count} of them. */
    static double[] latencies(long[] returned, long[] woken, int first, int count) {
        double[] millis = new double[count];
        for (int i = 0; i < count; i++) {
            millis[i] = (woken[first + i + 1] - returned[first + i + 1]) / 1e6;
        }
        return millis;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
