package dev.honker.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.honker.DatabaseReplacedException;
import dev.honker.UpdateEvents;
import dev.honker.it.support.OtherJvm;
import dev.honker.it.support.Sql;
import dev.honker.it.support.SqlProcess;
import dev.honker.jdbc.HonkerConnection;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The file goes away under a pool, a watcher and another process. */
class ReplacedFileTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void everySubscriberOfEveryProcessFailsLoudlyAndReopeningWorks(Replacement replacement) throws Exception {
        Path file = folder.resolve("app.db");
        try (Connection connection = Sql.open(file)) {
            OrderWriter.createTables(connection);
        }
        ExecutorService waiters = Executors.newFixedThreadPool(2);
        try (OtherJvm process = SqlProcess.start(folder, Sql.url(file))) {
            assertThat(process.ask(".subscribe")).isEqualTo("ok");
            try (HikariDataSource pool = pool(file);
                    Connection borrowed = pool.getConnection();
                    UpdateEvents events = subscribe(borrowed);
                    UpdateEvents late = subscribe(borrowed);
                    Connection waiting = pool.getConnection()) {
                String handle = Sql.text(borrowed, "SELECT honker_update_watcher_open('" + file + "', null)");
                assertThat(Sql.number(waiting, "SELECT count(*) FROM orders")).isZero();
                Future<Boolean> asleep = waiters.submit(() -> events.awaitUpdate(Duration.ofSeconds(30)));
                Future<Long> sleepingSql = waiters.submit(
                        () -> Sql.number(waiting, "SELECT honker_update_watcher_wait(" + handle + ", 30000)"));
                process.send(".await 30000");

                replacement.apply(file, folder.resolve("new.db"));

                assertThatThrownBy(() -> untilItFails(asleep, events))
                        .hasCauseInstanceOf(DatabaseReplacedException.class);
                assertThat(sleepingSql.get(30, TimeUnit.SECONDS)).isIn(1L, -1L);
                assertThat(lastAnswer(process)).startsWith("DatabaseReplacedException");

                for (int i = 0; i < 2; i++) {
                    assertThatThrownBy(() -> late.awaitUpdate(Duration.ZERO))
                            .isInstanceOf(DatabaseReplacedException.class)
                            .hasMessageContaining(file.toString())
                            .hasMessageContaining("close every connection");
                    assertThatThrownBy(() -> subscribe(borrowed)).isInstanceOf(DatabaseReplacedException.class);
                    assertThat(Sql.number(borrowed, "SELECT honker_update_watcher_wait(" + handle + ", 0)"))
                            .isEqualTo(-1);
                    assertThat(process.ask(".subscribe")).startsWith("DatabaseReplacedException");
                }
            }
        } finally {
            waiters.shutdownNow();
        }
        requireFreshStart(file);
    }

    /** A wake too many may come before the failure. */
    private static void untilItFails(Future<Boolean> first, UpdateEvents events) throws Exception {
        boolean woken = first.get(30, TimeUnit.SECONDS);
        for (int i = 0; woken && i < 100; i++) {
            try {
                woken = events.awaitUpdate(Duration.ofSeconds(30));
            } catch (DatabaseReplacedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static String lastAnswer(OtherJvm process) throws Exception {
        String answer = process.line();
        for (int i = 0; answer.equals("true") && i < 100; i++) {
            answer = process.ask(".await 30000");
        }
        return answer;
    }

    private void requireFreshStart(Path file) throws Exception {
        try (HikariDataSource pool = pool(file);
                OtherJvm process = SqlProcess.start(folder, Sql.url(file))) {
            try (Connection connection = pool.getConnection();
                    UpdateEvents events = subscribe(connection)) {
                String handle = Sql.text(connection, "SELECT honker_update_watcher_open('" + file + "', null)");
                assertThat(process.ask("SELECT notify('c', 'to the new file')")).isEqualTo("1");
                assertThat(events.awaitUpdate(Duration.ofSeconds(10))).isTrue();
                assertThat(Sql.number(connection, "SELECT honker_update_watcher_wait(" + handle + ", 10000)"))
                        .isOne();
                Sql.run(connection, "SELECT honker_update_watcher_close(" + handle + ")");
                assertThat(Sql.text(connection, "SELECT payload FROM _honker_notifications"))
                        .isEqualTo("to the new file");
                assertThat(Sql.text(connection, "PRAGMA integrity_check")).isEqualTo("ok");
            }
        }
    }

    private static UpdateEvents subscribe(Connection connection) throws SQLException {
        return connection.unwrap(HonkerConnection.class).updateEvents();
    }

    private static HikariDataSource pool(Path file) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(Sql.url(file));
        config.setMaximumPoolSize(3);
        return new HikariDataSource(config);
    }
}
