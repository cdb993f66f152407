package dev.honker.it.transaction;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** A process of its own, because a crash of its JVM is what is to be seen; arguments: a target, a JDBC URL, rounds. */
final class ClosingStorm {

    private static final int THREADS = 8;

    private ClosingStorm() {}

    /** What is closed under the working threads. */
    enum Target {
        POOL,
        CONNECTIONS,
        ABORTED
    }

    public static void main(String[] arguments) throws Exception {
        Target target = Target.valueOf(arguments[0]);
        int rounds = Integer.parseInt(arguments[2]);
        for (int round = 0; round < rounds; round++) {
            if (target == Target.POOL) {
                closePool(arguments[1], round);
            } else {
                closeConnections(arguments[1], target, round);
            }
            requireWritable(arguments[1]);
        }
        System.out.println("survived " + rounds + " rounds");
    }

    private static void closePool(String url, int round) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(THREADS);
        // why: who waits for a connection while the pool closes, waits this long
        config.setConnectionTimeout(1_000);
        config.setAutoCommit(round % 2 == 0);
        CountDownLatch working = new CountDownLatch(THREADS);
        Thread[] threads = new Thread[THREADS];
        HikariDataSource pool = new HikariDataSource(config);
        for (int i = 0; i < THREADS; i++) {
            threads[i] = new Thread(() -> {
                while (!pool.isClosed()) {
                    try (Connection connection = pool.getConnection()) {
                        work(connection, working);
                    } catch (SQLException e) {
                        working.countDown();
                    }
                }
            });
            threads[i].start();
        }
        working.await();
        pool.close();
        join(threads);
    }

    private static void closeConnections(String url, Target target, int round) throws Exception {
        Connection[] connections = new Connection[THREADS];
        Thread[] threads = new Thread[THREADS];
        CountDownLatch working = new CountDownLatch(THREADS);
        for (int i = 0; i < THREADS; i++) {
            Connection connection = DriverManager.getConnection(url);
            connection.setAutoCommit((round + i) % 2 == 0);
            connections[i] = connection;
            threads[i] = new Thread(() -> workUntilClosed(connection, working));
            threads[i].start();
        }
        working.await();
        for (Connection connection : connections) {
            if (target == Target.ABORTED) {
                connection.abort(task -> new Thread(task).start());
            } else {
                connection.close();
            }
        }
        join(threads);
        for (Connection connection : connections) {
            connection.close();
        }
    }

    private static void workUntilClosed(Connection connection, CountDownLatch working) {
        while (true) {
            try {
                if (connection.isClosed()) {
                    return;
                }
                work(connection, working);
            } catch (SQLException e) {
                working.countDown();
            }
        }
    }

    /** A bit of everything that may be under way when the connection goes. */
    private static void work(Connection connection, CountDownLatch working) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t(n) VALUES (?)");
                PreparedStatement tell = connection.prepareStatement("SELECT notify('c', ?)");
                Statement plain = connection.createStatement()) {
            insert.setInt(1, 5);
            insert.executeUpdate();
            tell.setString(1, "x");
            tell.executeUpdate();
            try (ResultSet rows = plain.executeQuery("SELECT id, name FROM t ORDER BY id DESC LIMIT 20")) {
                while (rows.next()) {
                    rows.getString(2);
                }
            }
            working.countDown();
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
    }

    private static void join(Thread[] threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(30_000);
            if (thread.isAlive()) {
                throw new IllegalStateException("a thread hangs at " + thread.getStackTrace()[0]);
            }
        }
    }

    private static void requireWritable(String url) throws Exception {
        try (Connection connection = DriverManager.getConnection(url)) {
            connection.setAutoCommit(false);
            Ground.run(connection, "UPDATE t SET n = 1 WHERE id = 1");
            requireOneTurn(url.replaceAll("busy_timeout=\\d+", "busy_timeout=20"));
            connection.commit();
        }
    }

    /** A turn that was given back twice would let this one in, as far as SQLite's own lock. */
    private static void requireOneTurn(String impatientUrl) throws Exception {
        try (Connection second = DriverManager.getConnection(impatientUrl)) {
            startThread(() -> {
                        try {
                            Ground.run(second, "UPDATE t SET n = 2 WHERE id = 1");
                            throw new IllegalStateException("two writers at once");
                        } catch (SQLException e) {
                            if (!e.getMessage().contains("honker: ")) {
                                throw new IllegalStateException("the turn was not waited for", e);
                            }
                        }
                    })
                    .get();
        }
    }

    // why threads of their own: the common pool of a machine with two cores runs one task at a time
    private static CompletableFuture<Void> startThread(Runnable task) {
        return CompletableFuture.runAsync(task, run -> new Thread(run).start());
    }
}
