package dev.honker.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.honker.BackgroundHandle;
import dev.honker.DatabaseReplacedException;
import dev.honker.Event;
import dev.honker.UpdateEvents;
import dev.honker.spring.HonkerListener;
import dev.honker.spring.HonkerListeners;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;

class HealthTest extends ActuatorFixture {

    /** Why: a pool that opens more of them in the background makes a file where one was moved away. */
    private static final String ONE_CONNECTION = "spring.datasource.hikari.maximum-pool-size=1";

    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void aDatabaseIsUpWhetherOrNotSomebodyWaitsForCommits() throws Exception {
        start();
        HttpResponse<String> idle = get("/actuator/health/honker");
        assertThat(idle.statusCode()).isEqualTo(200);
        assertThat(idle.body())
                .contains("\"status\":\"UP\"", "\"watcher\":\"idle\"", "\"journalMode\":\"wal\"", "app.db");
        try (UpdateEvents events = db().updateEvents()) {
            assertThat(get("/actuator/health/honker").body())
                    .contains("\"status\":\"UP\"", "\"watcher\":\"running\"", "\"subscribers\":1");
            assertThat(events.awaitUpdate(Duration.ZERO)).isFalse();
        }
    }

    @Test
    void aDatabaseWhoseFileIsGoneIsDownAndSaysWhy() throws Exception {
        start(ONE_CONNECTION);
        db().queue("emails").enqueue("{}");
        try (UpdateEvents events = db().updateEvents()) {
            Files.move(file(), directory.resolve("aside.db"));
            assertThatThrownBy(() -> {
                        while (events.awaitUpdate(LONG)) {
                            Thread.onSpinWait();
                        }
                    })
                    .isInstanceOf(DatabaseReplacedException.class);
        }
        HttpResponse<String> gone = get("/actuator/health/honker");
        assertThat(gone.statusCode()).isEqualTo(503);
        assertThat(gone.body()).contains("\"status\":\"DOWN\"");
        Files.move(directory.resolve("aside.db"), file(), StandardCopyOption.REPLACE_EXISTING);
        HttpResponse<String> back = get("/actuator/health/honker");
        assertThat(back.statusCode()).isEqualTo(503);
        assertThat(back.body()).contains("\"watcher\":\"replaced\"", "database file replaced");
        assertThat(get("/actuator/health").statusCode()).isEqualTo(503);
    }

    @Test
    void aDatabaseWhoseFileIsGoneIsDownAlsoIfNobodyWaitsForCommits() throws Exception {
        start(ONE_CONNECTION);
        db().queue("emails").enqueue("{}");
        Files.move(file(), directory.resolve("aside.db"));
        assertThat(get("/actuator/health/honker").body())
                .contains("\"status\":\"DOWN\"", "\"watcher\":\"replaced\"", "found no file", "app.db");
    }

    @Test
    void aDatabaseWhoseFileWasReplacedIsDownAlsoIfNobodyWaitsForCommits() throws Exception {
        start(ONE_CONNECTION);
        db().queue("emails").enqueue("{}");
        Files.move(file(), directory.resolve("aside.db"));
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = other.createStatement()) {
            statement.execute("CREATE TABLE another (file INTEGER)");
        }
        assertThat(get("/actuator/health/honker").body())
                .contains("\"status\":\"DOWN\"", "\"watcher\":\"replaced\"", "database file replaced");
        assertThat(get("/actuator/health").statusCode()).isEqualTo(503);
    }

    @Test
    void aPoolWithConnectionsToTheFileOfBeforeIsDownThroughTheOthersToo() throws Exception {
        start("spring.datasource.hikari.maximum-pool-size=2", "spring.datasource.hikari.minimum-idle=0");
        try (Connection before = bean(DataSource.class).getConnection()) {
            assertThat(before.isValid(0)).isTrue();
            assertThat(get("/actuator/health/honker").statusCode()).isEqualTo(200);
            Files.move(file(), directory.resolve("aside.db"));
            // the one that is held goes when it is given back, the other is made anew and makes a file
            bean(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
            assertThat(get("/actuator/health/honker").body())
                    .contains("\"status\":\"DOWN\"", "\"watcher\":\"replaced\"");
        }
        assertThat(get("/actuator/health/honker").statusCode())
                .as("until the application is restarted, as its workers are those of the file of before")
                .isEqualTo(503);
    }

    @Test
    void aDatabaseWhoseFileIsDamagedIsDownAlsoWithoutListeners() throws Exception {
        start(ONE_CONNECTION);
        db().queue("emails").enqueue("{}");
        BackgroundHandle worker = db().queue("letters").worker("w", job -> {});
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = other.createStatement()) {
            statement.execute("CREATE TABLE another (n INTEGER)");
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("INSERT INTO another VALUES (1)");
            Process overwrite = new ProcessBuilder(
                            "dd",
                            "if=/dev/zero",
                            "of=" + file(),
                            "bs=4096",
                            "seek=1",
                            "count=" + (Files.size(file()) / 4096 - 1),
                            "conv=notrunc",
                            "status=none")
                    .start();
            assertThat(overwrite.waitFor()).isZero();
            statement.execute("COMMIT");
        }
        assertThat(worker.awaitEnd(LONG)).isTrue();
        HttpResponse<String> damaged = get("/actuator/health/honker");
        assertThat(damaged.statusCode()).isEqualTo(503);
        assertThat(damaged.body()).contains("\"status\":\"DOWN\"", "damaged");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class FailingApplication {

        @HonkerListener(stream = "orders", id = "failing", consumer = "c", maxAttempts = "1")
        void on(Event event) {
            throw new IllegalStateException("event " + event.offset() + " is bad");
        }
    }

    @Test
    void aListenerThatEndedByAFailureIsNamed() throws Exception {
        start(FailingApplication.class);
        BackgroundHandle listener =
                bean(HonkerListeners.class).handle("failing").orElseThrow();
        assertThat(get("/actuator/health/honker").statusCode()).isEqualTo(200);
        db().stream("orders").publish("{}");
        assertThat(listener.awaitEnd(LONG)).isTrue();
        HttpResponse<String> failed = get("/actuator/health/honker");
        assertThat(failed.statusCode()).isEqualTo(503);
        assertThat(failed.body()).contains("\"failedListeners\":[\"failing\"]");
    }

    @Test
    void thereIsNoIndicatorIfItIsSwitchedOff() throws Exception {
        start("management.health.honker.enabled=false");
        assertThat(get("/actuator/health/honker").statusCode()).isEqualTo(404);
        assertThat(get("/actuator/health").body()).contains("\"db\"").doesNotContain("honker\":");
    }
}
