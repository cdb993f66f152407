package dev.honker.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Random;
import javax.sql.DataSource;

/** One thread's transactions until a moment, one at least; read it after it has ended. */
final class PooledWriter implements Runnable {

    private final DataSource pool;
    private final long end;
    private final Random random;
    private double[] millis = new double[1024];
    private int done;
    private long errors;

    PooledWriter(DataSource pool, long end, int seed) {
        this.pool = pool;
        this.end = end;
        this.random = new Random(seed);
    }

    /** How long each sale took, with the attempts that failed. */
    ThreadWaits waits() {
        return new ThreadWaits(Arrays.copyOf(millis, done));
    }

    /** How many attempts failed. */
    long errors() {
        return errors;
    }

    @Override
    public void run() {
        do {
            int item = 1 + random.nextInt(1000);
            long start = System.nanoTime();
            while (!attempt(item)) {
                errors++;
            }
            if (done == millis.length) {
                millis = Arrays.copyOf(millis, 2 * done);
            }
            millis[done++] = (System.nanoTime() - start) / 1e6;
        } while (System.nanoTime() < end);
    }

    private boolean attempt(int item) {
        try (Connection connection = pool.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                sell(connection, item);
                connection.commit();
                return true;
            } catch (SQLException e) {
                connection.rollback();
                return false;
            } finally {
                connection.setAutoCommit(autoCommit);
            }
        } catch (SQLException e) {
            return false;
        }
    }

    private static void sell(Connection connection, int item) throws SQLException {
        int stock;
        try (PreparedStatement select = connection.prepareStatement("SELECT stock FROM item WHERE id = ?")) {
            select.setInt(1, item);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                stock = row.getInt(1);
            }
        }
        try (PreparedStatement update = connection.prepareStatement("UPDATE item SET stock = ? WHERE id = ?")) {
            update.setInt(1, stock - 1);
            update.setInt(2, item);
            update.executeUpdate();
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO sale(item, customer) VALUES (?, ?)")) {
            insert.setInt(1, item);
            insert.setString(2, "a customer of the shop");
            insert.executeUpdate();
        }
    }
}
