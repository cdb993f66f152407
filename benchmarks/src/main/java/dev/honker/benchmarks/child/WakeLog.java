package dev.honker.benchmarks.child;

import dev.honker.UpdateEvents;
import dev.honker.jdbc.HonkerConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** Waits for rows as an application does, subscribe first, read second, and notes when it was woken for each; for one thread. */
public final class WakeLog implements AutoCloseable {

    private final UpdateEvents events;
    private final PreparedStatement newest;

    /** Subscribes. The connection's file has a table {@code wake(id)}. */
    public WakeLog(Connection connection) throws SQLException {
        events = connection.unwrap(HonkerConnection.class).updateEvents();
        newest = connection.prepareStatement("SELECT max(id) FROM wake");
    }

    /**
     * Waits until the rows 1 to {@code last} have been seen.
     *
     * @return for each row, at its id, the {@code System.nanoTime} at which the wake came after which it was there
     */
    public long[] waitFor(int last) throws SQLException {
        long[] woken = new long[last + 1];
        int seen = 0;
        while (seen < last) {
            boolean update = events.awaitUpdate(Duration.ofSeconds(10));
            long now = System.nanoTime();
            if (!update) {
                throw new IllegalStateException("no wake within 10 s; " + seen + " of " + last + " rows were seen");
            }
            int present = newest();
            while (seen < present) {
                woken[++seen] = now;
            }
        }
        return woken;
    }

    private int newest() throws SQLException {
        try (ResultSet row = newest.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    @Override
    public void close() throws SQLException {
        events.close();
        newest.close();
    }
}
