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
    void readingAFileWithoutTablesFindsNothingAndWritesNothing() throws SQLException {
        Path file = directory.resolve("app.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            execute(connection, "CREATE TABLE mine(i)");
            execute(connection, "PRAGMA query_only = ON");
            Session session = new OnDemandSchema(new PlainSession(connection));
            assertThat(Jobs.get(session, 1)).isEmpty();
            assertThat(Claims.claim(session, "q", "w", 1, 1)).isEmpty();
            assertThat(Jobs.cancel(session, 1)).isFalse();
            assertThat(QueueSizes.stats(session, "q")).isEqualTo(new QueueSizes.Stats(0, 0, 0, 0, 0, 0, null));
            assertThat(Sweep.run(session, Streams.pruning(0))).isZero();
            assertThat(Sweep.run(session, UniqueJobs.sweepingKeys())).isZero();
            assertThat(session.queryLong("SELECT count(*) FROM sqlite_master")).isEqualTo(1);
        }
    }

    @Test
    void readingAFileThatLacksOnlyOursWritesNothing() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("app.db"))) {
            Session session = new OnDemandSchema(new PlainSession(connection));
            Schema.ensure(session);
            long id = Jobs.enqueue(session, "q", "p", null, null, 0, 3, null);
            execute(connection, "INSERT INTO _honker_dead(id, queue, payload) VALUES (99, 'q', 'p')");
            execute(connection, "DROP TABLE _honker_paused_queues");
            execute(connection, "DROP INDEX _honker_dead_queue");
            execute(connection, "DROP INDEX _honker_live_expiry");
            execute(connection, "ALTER TABLE _honker_scheduler_tasks DROP COLUMN enabled");
            execute(
                    connection,
                    "INSERT INTO _honker_scheduler_tasks VALUES ('s', 'q', '@every 1h', 'p', 0, NULL, 7, 2)");
            execute(connection, "PRAGMA query_only = ON");
            assertThat(PausedQueues.isPaused(session, "q")).isFalse();
            assertThat(DeadLetterBox.list(session, "q", 0, 9)).hasSize(1);
            assertThat(QueueSizes.stats(session, "q").due()).isOne();
            assertThat(Jobs.get(session, id)).isPresent();
            assertThat(Schedules.list(session)).singleElement().satisfies(schedule -> {
                assertThat(schedule.enabled()).isTrue();
                assertThat(schedule.maxAttempts()).isEqualTo(2);
            });
            assertThat(Sweep.run(session, DeadLetters.sweepingExpired(null))).isZero();
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
                    () -> PausedQueues.pause(session, "q"),
                    () -> UniqueJobs.enqueue(
                            session, "q", "k", "p", UniqueJobs.OnDuplicate.KEEP, null, null, 0, 3, null),
                    () -> Claims.claimUnlessPaused(session, "q", "w", 1, 1))) {
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
