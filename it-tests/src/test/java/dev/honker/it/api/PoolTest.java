package dev.honker.it.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.honker.Database;
import dev.honker.Honker;
import dev.honker.Listener;
import dev.honker.Notification;
import dev.honker.Queue;
import dev.honker.UpdateEvents;
import dev.honker.WorkerHandle;
import dev.honker.WorkerOptions;
import dev.honker.it.support.OtherJvm;
import dev.honker.it.support.Signals;
import dev.honker.it.support.Sql;
import dev.honker.it.support.SqlProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API beside an application's small pool, of honker's driver or of sqlite-jdbc, in both modes of its connections. */
class PoolTest {

    private static final int SIZE = 2;

    @TempDir
    private Path folder;

    private HikariDataSource pool;
    private boolean autoCommit;

    @AfterEach
    void close() {
        pool.close();
    }

    @ParameterizedTest
    @CsvSource({"honker:sqlite, true", "honker:sqlite, false", "sqlite, true", "sqlite, false"})
    void enqueueIsCommittedAtOnceAndJoinsAnOpenTransaction(String driver, boolean mode) throws Exception {
        openPool(driver, mode);
        try (Database database = Honker.of(pool)) {
            Queue queue = database.queue("q");
            queue.enqueue("own");
            assertThat(committedJobs()).isOne();
            assertThatThrownBy(() -> database.transactionVoid(tx -> {
                        tx.execute("INSERT INTO orders DEFAULT VALUES");
                        queue.enqueue("joined");
                        queue.enqueue(tx, "bound");
                        throw new IllegalStateException("card declined");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(committedJobs()).isOne();
            try (Connection connection = pool.getConnection()) {
                connection.setAutoCommit(false);
                queue.enqueue(connection, "callers");
                Sql.run(connection, "INSERT INTO orders DEFAULT VALUES");
                connection.rollback();
                queue.enqueue(connection, "callers");
                assertThat(committedJobs()).isOne();
                connection.commit();
            }
            assertThat(committedJobs()).isEqualTo(2);
            assertThat(database.query("SELECT count(*) AS n FROM orders").get(0).getLong("n"))
                    .isZero();
            requirePoolIntact();
        }
        requirePoolIntact();
    }

    @ParameterizedTest
    @CsvSource({"honker:sqlite, true", "honker:sqlite, false", "sqlite, true", "sqlite, false"})
    void workersRunAndAcknowledgeInTheirTransactions(String driver, boolean mode) throws Exception {
        openPool(driver, mode);
        int jobs = 200 * Integer.getInteger("repeat", 1);
        CountDownLatch done = new CountDownLatch(jobs);
        try (Database database = Honker.of(pool)) {
            Queue queue = database.queue("q");
            for (int i = 0; i < jobs; i++) {
                queue.enqueue("p");
            }
            WorkerOptions options = WorkerOptions.builder()
                    .concurrency(4)
                    .idlePollInterval(Duration.ofHours(1))
                    .build();
            WorkerHandle worker = queue.worker(
                    "w",
                    job -> {
                        database.transactionVoid(tx -> {
                            tx.execute("INSERT INTO orders(id) VALUES (?)", List.of(job.id()));
                            if (!job.ackIn(tx)) {
                                throw new IllegalStateException("lost " + job);
                            }
                        });
                        done.countDown();
                    },
                    options);
            Signals.await(done);
            assertThat(worker.stop(Duration.ofSeconds(30))).isTrue();
            assertThat(worker.counts().lost()).isZero();
            assertThat(database.query("SELECT count(*) AS n FROM orders").get(0).getLong("n"))
                    .isEqualTo(jobs);
            assertThat(queue.size()).isZero();
        }
        requirePoolIntact();
    }

    @ParameterizedTest
    @CsvSource({"honker:sqlite, true", "honker:sqlite, false", "sqlite, true", "sqlite, false"})
    void commitsOfThePoolAndOfOtherProcessesWake(String driver, boolean mode) throws Exception {
        openPool(driver, mode);
        try (Database database = Honker.of(pool);
                Listener listener = database.listen("c");
                UpdateEvents updates = database.updateEvents();
                OtherJvm peer = SqlProcess.start(folder, Sql.url(file()))) {
            Signals.awaitQuiet(updates);
            try (Connection connection = pool.getConnection()) {
                connection.setAutoCommit(false);
                Honker.on(connection).notify("c", "from the pool");
                assertThat(updates.awaitUpdate(Duration.ofMillis(50))).isFalse();
                connection.commit();
            }
            assertThat(updates.awaitUpdate(Duration.ofSeconds(30))).isTrue();
            assertThat(listener.next(Duration.ofSeconds(30)))
                    .map(Notification::payloadJson)
                    .contains("from the pool");
            Signals.awaitQuiet(updates);
            peer.ask("SELECT notify('c', 'from elsewhere')");
            assertThat(updates.awaitUpdate(Duration.ofSeconds(30))).isTrue();
            assertThat(listener.next(Duration.ofSeconds(30)))
                    .map(Notification::payloadJson)
                    .contains("from elsewhere");
        }
        requirePoolIntact();
    }

    private Path file() {
        return folder.resolve("app.db");
    }

    private void openPool(String driver, boolean mode) throws SQLException {
        autoCommit = mode;
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:" + driver + ":" + file() + "?journal_mode=WAL&busy_timeout=20000");
        config.setAutoCommit(mode);
        config.setMaximumPoolSize(SIZE);
        config.setConnectionTimeout(20_000);
        pool = new HikariDataSource(config);
        try (Connection connection = Sql.openPlain(file())) {
            Sql.run(connection, "CREATE TABLE orders(id INTEGER PRIMARY KEY)");
        }
    }

    /** As another connection sees them. */
    private long committedJobs() throws SQLException {
        try (Connection observer = Sql.open(file(), "open_mode=1")) {
            return Sql.number(observer, "SELECT count(*) FROM _honker_live");
        }
    }

    /** All its connections are there, in the pool's mode, and without a transaction. */
    private void requirePoolIntact() throws SQLException {
        assertThat(pool.isRunning()).isTrue();
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        List<Connection> all = new ArrayList<>();
        try {
            for (int i = 0; i < SIZE; i++) {
                all.add(pool.getConnection());
            }
            assertThat(all).allMatch(connection -> mode(connection) == autoCommit);
            // why not 0: a watcher that is about to end may still be looking
            try (Connection other = Sql.open(file(), "busy_timeout=5000")) {
                Sql.run(other, "BEGIN IMMEDIATE");
                Sql.run(other, "ROLLBACK");
                assertThat(Sql.number(other, "PRAGMA wal_checkpoint(TRUNCATE)"))
                        .as("readers left behind")
                        .isZero();
            }
        } finally {
            for (Connection connection : all) {
                connection.close();
            }
        }
    }

    private static boolean mode(Connection connection) {
        try {
            return connection.getAutoCommit();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
