package dev.honker.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the tables appear, and what happens where they cannot. */
class SchemaOnDemandTest {

    @TempDir
    private Path directory;

    @Test
    void eightConnectionsMayStartOnAFreshFileAtOnce() throws Exception {
        for (int round = 0; round < 10 * Integer.getInteger("repeat", 1); round++) {
            Path file = directory.resolve(round + ".db");
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
                execute(connection, round % 2 == 0 ? "PRAGMA journal_mode = WAL" : "CREATE TABLE mine(i)");
            }
            CyclicBarrier start = new CyclicBarrier(8);
            ExecutorService threads = Executors.newFixedThreadPool(8);
            try {
                List<Future<Long>> ids = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    ids.add(threads.submit(() -> {
                        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
                            execute(connection, "PRAGMA busy_timeout = 10000");
                            Session session = new OnDemandSchema(new PlainSession(connection));
                            start.await();
                            return Jobs.enqueue(session, "q", "p", null, null, 0, 3, null);
                        }
                    }));
                }
                List<Long> made = new ArrayList<>();
                for (Future<Long> id : ids) {
                    made.add(id.get());
                }
                assertThat(made).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Test
    void readOnlyConnectionReportsTheMissingTable() throws SQLException {
        Path file = directory.resolve("app.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            execute(connection, "CREATE TABLE mine(i)");
            execute(connection, "PRAGMA query_only = ON");
            Session session = new OnDemandSchema(new PlainSession(connection));
            assertThatThrownBy(() -> Jobs.get(session, 1))
                    .hasMessageContaining("no such table: main._honker_live")
                    .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
            execute(connection, "PRAGMA query_only = OFF");
            assertThat(Jobs.get(session, 1)).isEmpty();
        }
    }

    @Test
    void tablesThatAreMissingInsideAUnitAreMadeAndTheUnitRunsAgain() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("app.db"))) {
            Session session = new OnDemandSchema(new PlainSession(connection));
            int[] runs = {0};
            long id = session.atomically("test", () -> {
                runs[0]++;
                Notifications.notify(session, "c", "p");
                return session.atomically("inner", () -> Jobs.enqueue(session, "q", "p", null, null, 0, 3, null));
            });
            assertThat(runs[0]).isEqualTo(2);
            assertThat(id).isEqualTo(1);
            assertThat(session.queryLong("SELECT count(*) FROM main._honker_notifications"))
                    .isEqualTo(1);
        }
    }

    @Test
    void whatIsOursAppearsInAFileThatAPeerMade() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("app.db"))) {
            Session session = new OnDemandSchema(new PlainSession(connection));
            Schema.ensure(session);
            for (Session.Work<?> use : List.<Session.Work<?>>of(
                    () -> PausedQueues.isPaused(session, "q"),
                    () -> UniqueJobs.enqueue(
                            session, "q", "k", "p", UniqueJobs.OnDuplicate.KEEP, null, null, 0, 3, null),
                    () -> DeadLetters.sweepExpired(session, "q"),
                    () -> DeadLetters.sweepExpiredOfAllQueues(session, 1))) {
                execute(connection, "DROP TABLE _honker_paused_queues");
                execute(connection, "DROP TABLE _honker_unique_jobs");
                execute(connection, "DROP INDEX _honker_live_expiry");
                use.run();
                assertThat(session.queryLong("SELECT count(*) FROM sqlite_master WHERE name IN"
                                + " ('_honker_paused_queues', '_honker_unique_jobs', '_honker_live_expiry')"))
                        .isEqualTo(3);
            }
        }
    }

    @Test
    void tableOfTheUserThatIsMissingIsNotOurs() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("app.db"))) {
            Session session = new OnDemandSchema(new PlainSession(connection));
            assertThatThrownBy(() -> session.update("DELETE FROM main.theirs")).hasMessageContaining("main.theirs");
            assertThat(session.queryLong("SELECT count(*) FROM sqlite_master")).isEqualTo(0);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
