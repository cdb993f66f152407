package dev.honker.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.honker.benchmarks.harness.Side;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Eight threads in read-change-write transactions through one HikariCP pool of eight, the way Spring does it: the pool in
 * autocommit, each transaction turns that off and on. A transaction that fails is run again; each failure is counted. For one thread.
 */
final class SaleWriters implements AutoCloseable {

    static final int THREADS = 8;

    private final HikariDataSource pool;

    private SaleWriters(HikariDataSource pool) {
        this.pool = pool;
    }

    /** Makes the tables and opens the pool. */
    static SaleWriters open(Side side, Path file) throws SQLException {
        try (Connection maker = side.open(file);
                Statement statement = maker.createStatement()) {
            statement.execute("CREATE TABLE item(id INTEGER PRIMARY KEY, stock INTEGER NOT NULL)");
            statement.execute(
                    "CREATE TABLE sale(id INTEGER PRIMARY KEY, item INTEGER NOT NULL, customer TEXT NOT NULL)");
            statement.execute("WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 1000)"
                    + " INSERT INTO item SELECT n, 1000000 FROM number");
        }
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(side.url(file) + "&transaction_mode=IMMEDIATE");
        config.setMaximumPoolSize(THREADS);
        config.setMinimumIdle(THREADS);
        config.setConnectionTimeout(60_000);
        return new SaleWriters(new HikariDataSource(config));
    }

    /** Has all threads write for so many seconds. */
    Sales write(double seconds) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            long start = System.nanoTime();
            long end = start + (long) (seconds * 1e9);
            List<PooledWriter> writers = new ArrayList<>();
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                PooledWriter writer = new PooledWriter(pool, end, i);
                writers.add(writer);
                running.add(threads.submit(writer));
            }
            for (Future<?> writer : running) {
                writer.get();
            }
            double elapsed = (System.nanoTime() - start) / 1e9;
            return new Sales(
                    writers.stream().map(PooledWriter::waits).toList(),
                    elapsed,
                    writers.stream().mapToLong(PooledWriter::errors).sum());
        } finally {
            threads.shutdownNow();
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
