package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.honker.jdbc.HonkerDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The three ways in. */
class HonkerTest {

    @TempDir
    private Path directory;

    @Test
    void openMakesTheFileAndItsTables() throws Exception {
        Path file = directory.resolve("new.db");
        try (Database db = Honker.open(file)) {
            assertThat(db.path().toRealPath()).isEqualTo(file.toRealPath());
            assertThat(db.isClosed()).isFalse();
        }
        try (Connection connection = new HonkerDataSource("jdbc:honker:sqlite:" + file).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name GLOB '_honker_*'")) {
            assertThat(rows.getInt(1)).isEqualTo(13);
        }
    }

    @Test
    void theOptionsReachTheConnections() {
        OpenOptions options = OpenOptions.builder()
                .busyTimeout(Duration.ofMillis(1234))
                .journalMode("DELETE")
                .synchronous("FULL")
                .build();
        try (Database db = Honker.open(directory.resolve("app.db"), options)) {
            assertThat(db.query("PRAGMA busy_timeout").get(0).get(0)).isEqualTo(1234);
            assertThat(db.query("PRAGMA journal_mode").get(0).get(0)).isEqualTo("delete");
            assertThat(db.query("PRAGMA synchronous").get(0).get(0)).isEqualTo(2);
        }
    }

    @Test
    void aFileThatCannotBeOpenedIsAnErrorThatNamesIt() {
        Path nowhere = directory.resolve("missing").resolve("app.db");
        assertThatThrownBy(() -> Honker.open(nowhere))
                .isInstanceOf(HonkerSqlException.class)
                .hasMessageContaining("missing");
        assertThatThrownBy(() -> Honker.open(":memory:"))
                .isInstanceOf(HonkerSqlException.class)
                .hasMessageContaining("memory");
        assertThatThrownBy(() -> Honker.open(" ")).isInstanceOf(HonkerInvalidOptionException.class);
    }

    @Test
    void aDatabaseBesideAPoolWritesNothingByItself() throws Exception {
        Path file = directory.resolve("app.db");
        try (HikariDataSource pool = pool("jdbc:honker:sqlite:" + file, true);
                Database db = Honker.of(pool)) {
            assertThat(db.query("SELECT count(*) AS n FROM sqlite_master")
                            .get(0)
                            .getLong("n"))
                    .isZero();
            db.queue("q").enqueue("{}");
            assertThat(db.queue("q").size()).isOne();
        }
        assertThat(Files.exists(file)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"jdbc:honker:sqlite:, true", "jdbc:honker:sqlite:, false", "jdbc:sqlite:, true", "jdbc:sqlite:, false"})
    void everyKindOfPoolServesTransactionsAndWorkersAndGetsItsConnectionsBack(String prefix, boolean autoCommit)
            throws Exception {
        try (HikariDataSource pool = pool(prefix + directory.resolve("app.db"), autoCommit);
                Database db = Honker.of(pool)) {
            Queue queue = db.queue("q");
            CountDownLatch handled = new CountDownLatch(2);
            try (WorkerHandle worker = queue.worker("w", job -> handled.countDown())) {
                queue.enqueue("{}");
                db.transactionVoid(tx -> tx.queue("q").enqueue("{}"));
                assertThatThrownBy(() -> db.transactionVoid(tx -> {
                            tx.queue("q").enqueue("{}");
                            throw new IllegalStateException("back");
                        }))
                        .hasMessage("back");
                assertThat(handled.await(20, TimeUnit.SECONDS)).isTrue();
                worker.stop(Duration.ofSeconds(20));
                assertThat(worker.counts().acked()).isEqualTo(2);
            }
            assertThat(queue.size()).isZero();
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.getAutoCommit()).isEqualTo(autoCommit);
            }
        }
    }

    @Test
    void connectionsAreBoundedAndTheErrorSaysWhatToDo() throws Exception {
        OpenOptions options = OpenOptions.builder()
                .maxReaders(0)
                .busyTimeout(Duration.ofMillis(50))
                .build();
        try (Database db = Honker.open(directory.resolve("app.db"), options)) {
            CountDownLatch inside = new CountDownLatch(1);
            CountDownLatch go = new CountDownLatch(1);
            Thread holder = new Thread(() -> db.transactionVoid(tx -> {
                inside.countDown();
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }));
            holder.start();
            assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> db.query("SELECT 1"))
                    .isInstanceOf(HonkerTimeoutException.class)
                    .hasMessageContaining("all 1 are in use")
                    .hasMessageContaining("OpenOptions.maxReaders");
            go.countDown();
            holder.join(20_000);
            assertThat(db.query("SELECT 1")).hasSize(1);
        }
    }

    private static HikariDataSource pool(String url, boolean autoCommit) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setAutoCommit(autoCommit);
        config.setMaximumPoolSize(4);
        return new HikariDataSource(config);
    }
}
