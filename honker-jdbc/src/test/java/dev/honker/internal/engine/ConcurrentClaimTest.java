package dev.honker.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several connections that drain one queue. */
class ConcurrentClaimTest {

    private static final int JOBS = 200;

    @TempDir
    private Path directory;

    private final ExecutorService threads = Executors.newFixedThreadPool(4);

    @BeforeEach
    void fill() throws SQLException {
        try (Connection connection = open()) {
            execute(connection, "PRAGMA journal_mode = WAL");
            Schema.ensure(new PlainSession(connection));
            execute(
                    connection,
                    "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < " + JOBS + ")"
                            + " INSERT INTO _honker_live(id, queue, payload, priority) SELECT i, 'q', '', i % 3 FROM c");
        }
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void everyJobIsClaimedByOneWorkerOnly() throws Exception {
        List<Long> claimed = new ArrayList<>();
        for (Future<List<Long>> ids : inFourThreads(this::drain)) {
            claimed.addAll(ids.get());
        }
        assertThat(claimed).containsExactlyInAnyOrderElementsOf(ids());
    }

    @Test
    void everyExhaustedJobDiesOnceWhoeverClaims() throws Exception {
        try (Connection connection = open()) {
            execute(connection, "UPDATE _honker_live SET attempts = 3");
        }
        for (Future<List<Long>> ids : inFourThreads(this::drain)) {
            assertThat(ids.get()).isEmpty();
        }
        try (Connection connection = open()) {
            Session session = new PlainSession(connection);
            assertThat(session.query("SELECT id FROM _honker_dead", row -> row.integer(1)))
                    .containsExactlyInAnyOrderElementsOf(ids());
            assertThat(session.queryLong("SELECT count(*) FROM _honker_live")).isZero();
        }
    }

    private List<Long> drain(String worker) throws SQLException {
        List<Long> mine = new ArrayList<>();
        try (Connection connection = open()) {
            Session session = new PlainSession(connection);
            for (List<JobRow> jobs = claim(session, worker); !jobs.isEmpty(); jobs = claim(session, worker)) {
                for (JobRow job : jobs) {
                    mine.add(job.id());
                    assertThat(HeldJobs.ack(session, job.id(), worker)).isTrue();
                }
            }
        }
        return mine;
    }

    private static List<JobRow> claim(Session session, String worker) throws SQLException {
        return Claims.claim(session, "q", worker, 3, 300);
    }

    private List<Future<List<Long>>> inFourThreads(Drain drain) {
        List<Future<List<Long>>> futures = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String worker = "w" + i;
            futures.add(threads.submit(() -> drain.run(worker)));
        }
        return futures;
    }

    private static List<Long> ids() {
        return LongStream.rangeClosed(1, JOBS).boxed().toList();
    }

    private Connection open() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("app.db"));
        execute(connection, "PRAGMA busy_timeout = 10000");
        execute(connection, "PRAGMA synchronous = NORMAL");
        return connection;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @FunctionalInterface
    private interface Drain {
        List<Long> run(String worker) throws SQLException;
    }
}
