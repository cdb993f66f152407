package dev.honker.spring.actuate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.DatabaseReplacedException;
import dev.honker.UpdateEvents;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HealthTest extends ActuatorFixture {

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
        start();
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
        Files.move(directory.resolve("aside.db"), file());
        HttpResponse<String> back = get("/actuator/health/honker");
        assertThat(back.statusCode()).isEqualTo(503);
        assertThat(back.body()).contains("\"watcher\":\"replaced\"", "database file replaced");
        assertThat(get("/actuator/health").statusCode()).isEqualTo(503);
    }

    @Test
    void thereIsNoIndicatorIfItIsSwitchedOff() throws Exception {
        start("management.health.honker.enabled=false");
        assertThat(get("/actuator/health/honker").statusCode()).isEqualTo(404);
        assertThat(get("/actuator/health").body()).contains("\"db\"").doesNotContain("honker\":");
    }
}
