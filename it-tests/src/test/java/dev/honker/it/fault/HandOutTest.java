package dev.honker.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.honker.it.support.OtherJvm;
import dev.honker.it.support.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Threads and processes that drain one queue get each job once. */
class HandOutTest {

    private static final int THREADS = 4;
    private static final int PROCESSES = 3;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"WAL, 5000", "DELETE, 600"})
    void fourThreadsAndThreeProcessesGetEachJobExactlyOnce(String mode, int perRound) throws Exception {
        int jobs = perRound * Integer.getInteger("repeat", 1);
        Path file = folder.resolve("app.db");
        String url = Sql.url(file, "journal_mode=" + mode, "busy_timeout=30000");
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(THREADS);
        List<OtherJvm> processes = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            fill(pool, jobs);
            for (int i = 0; i < PROCESSES; i++) {
                processes.add(OtherJvm.start(folder, QueueDrainer.class, url, "process-" + i));
            }
            for (OtherJvm process : processes) {
                process.expect("ready");
            }
            for (OtherJvm process : processes) {
                process.send("go");
            }
            // why: the threads of one process can keep SQLite's lock among themselves until nothing is left
            for (OtherJvm process : processes) {
                process.expect("begun");
            }
            List<Future<List<Long>>> own = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                String worker = "thread-" + i;
                own.add(threads.submit(() -> {
                    try (Connection connection = pool.getConnection()) {
                        return QueueDrainer.drain(connection, worker);
                    }
                }));
            }
            List<Long> all = new ArrayList<>();
            for (Future<List<Long>> thread : own) {
                all.addAll(thread.get());
            }
            int byThreads = all.size();
            for (OtherJvm process : processes) {
                List<String> ids = process.linesToTheEnd();
                process.requireGoodEnd();
                ids.forEach(id -> all.add(Long.valueOf(id)));
            }
            assertThat(byThreads).as("processes took part").isLessThan(all.size());
            assertThat(all)
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.rangeClosed(1, jobs).boxed().toList());
            try (Connection connection = pool.getConnection()) {
                assertThat(Sql.number(connection, "SELECT count(*) FROM _honker_live"))
                        .isZero();
                assertThat(Sql.number(connection, "SELECT count(*) FROM _honker_dead"))
                        .isZero();
            }
        } finally {
            threads.shutdownNow();
            for (OtherJvm process : processes) {
                process.close();
            }
        }
    }

    private static void fill(HikariDataSource pool, int jobs) throws Exception {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            Sql.run(connection, "SELECT honker_bootstrap()");
            assertThat(Sql.number(
                            connection,
                            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + jobs
                                    + ") SELECT max(honker_enqueue('q', i, null, null, i % 3, 3, null)) FROM"
                                    + " (SELECT CAST(i AS TEXT) AS i FROM n)"))
                    .isEqualTo(jobs);
            connection.commit();
        }
    }
}
