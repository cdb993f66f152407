package dev.honker.benchmarks.child;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes from many virtual threads at once, each with a connection of its own, and prints how many transactions were committed, how many
 * were refused as SQLITE_BUSY and how many milliseconds all of it took. Needs Java 21. Arguments: URL, threads, transactions of each.
 */
public final class VirtualWriters {

    private static final int SQLITE_BUSY = 5;
    private static final Duration WORK = Duration.ofMillis(1);

    private final String url;
    private final int transactions;
    private final AtomicInteger committed = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();

    private VirtualWriters(String url, int transactions) {
        this.url = url;
        this.transactions = transactions;
    }

    /** Runs it. */
    public static void main(String[] args) throws Exception {
        try (Connection connection = DriverManager.getConnection(args[0]);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE counter(id INTEGER PRIMARY KEY, n INTEGER NOT NULL)");
            statement.execute("INSERT INTO counter VALUES (1, 0)");
        }
        VirtualWriters writers = new VirtualWriters(args[0], Integer.parseInt(args[2]));
        long start = System.nanoTime();
        writers.run(Integer.parseInt(args[1]));
        long millis = (System.nanoTime() - start) / 1_000_000;
        System.out.println(writers.committed + " " + writers.busy + " " + millis);
    }

    private void run(int threads) throws Exception {
        // why by name: the benchmarks are compiled for Java 17
        ExecutorService virtual = (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(virtual.submit(this::write));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            virtual.shutdown();
        }
    }

    private Void write() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setAutoCommit(false);
            for (int i = 0; i < transactions; i++) {
                try {
                    increment(connection);
                    connection.commit();
                    committed.incrementAndGet();
                } catch (SQLException e) {
                    connection.rollback();
                    if ((e.getErrorCode() & 0xFF) != SQLITE_BUSY) {
                        throw e;
                    }
                    busy.incrementAndGet();
                }
            }
            return null;
        }
    }

    private static void increment(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT n FROM counter WHERE id = 1");
                PreparedStatement update = connection.prepareStatement("UPDATE counter SET n = ? WHERE id = 1");
                ResultSet row = select.executeQuery()) {
            row.next();
            int n = row.getInt(1);
            // why: what an application does between two statements lets the thread's carrier go, and it has to get one
            // again
            LockSupport.parkNanos(WORK.toNanos());
            update.setInt(1, n + 1);
            update.executeUpdate();
        }
    }
}
