package dev.honker.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.Database;
import dev.honker.HonkerInvalidOptionException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;

class PropertiesTest {

    @TempDir
    Path directory;

    static class NoBeans {}

    static class Impatient {
        @HonkerListener(queue = "emails", maxAttempts = "2", visibilityTimeout = "10s")
        void run() {}
    }

    @Test
    void queuesGetTheirOptionsFromProperties() {
        try (ConfigurableApplicationContext context = Started.on(
                directory.resolve("app.db"),
                NoBeans.class,
                "honker.queue.emails.max-attempts=9",
                "honker.queue.emails.visibility-timeout=90s")) {
            Database database = context.getBean(Database.class);
            assertThat(database.queue("emails").options().maxAttempts()).isEqualTo(9);
            assertThat(database.queue("emails").options().visibilityTimeout()).hasSeconds(90);
            assertThat(database.queue("others").options().maxAttempts()).isEqualTo(3);
        }
    }

    @Test
    void propertiesOfAQueueWinOverThoseOfItsListener() {
        try (ConfigurableApplicationContext context =
                Started.on(directory.resolve("app.db"), Impatient.class, "honker.queue.emails.max-attempts=9")) {
            Database database = context.getBean(Database.class);
            assertThat(database.queue("emails").options().maxAttempts()).isEqualTo(9);
            assertThat(database.queue("emails").options().visibilityTimeout()).hasSeconds(10);
        }
    }

    @Test
    void aJanitorCleansIfItIsAskedTo() {
        try (ConfigurableApplicationContext context = Started.on(
                directory.resolve("app.db"),
                NoBeans.class,
                "honker.janitor.enabled=true",
                "honker.janitor.dead-letters-older-than=30d")) {
            assertThat(context.getBean(Database.class).openHandles()).anyMatch(handle -> handle.contains("janitor"));
        }
    }

    @Test
    void otherSchedulesAreFiredIfItIsAskedTo() {
        for (boolean always : List.of(true, false)) {
            try (ConfigurableApplicationContext context =
                    Started.on(directory.resolve("app.db"), NoBeans.class, "honker.scheduler.always=" + always)) {
                assertThat(context.getBean(Database.class).openHandles().stream()
                                .anyMatch(handle -> handle.startsWith("scheduler")))
                        .isEqualTo(always);
            }
        }
    }

    static class Receipts {
        @HonkerListener(queue = "receipts")
        void receipt(String text) {}
    }

    @ParameterizedTest
    @CsvSource({
        "honker.listener.concurrency, 0",
        "honker.listener.backoff, -1s",
        "honker.listener.max-backoff, -1s",
        "honker.shutdown-timeout, -1s",
        "honker.scheduler.lock-ttl, 1s",
        "honker.janitor.every, 0s",
        "honker.janitor.notifications-older-than, -1s",
        "honker.janitor.dead-letters-older-than, -1s",
        "honker.janitor.stream-events-older-than, -1s"
    })
    void aPropertyOutsideItsLimitsIsNamedWhetherItIsUsedOrNot(String property, String value) {
        for (Class<?> beans : List.of(NoBeans.class, Receipts.class)) {
            assertThatThrownBy(() -> Started.on(directory.resolve("app.db"), beans, property + "=" + value)
                            .close())
                    .rootCause()
                    .isInstanceOf(HonkerInvalidOptionException.class)
                    .hasMessageStartingWith(property + ": ");
        }
    }

    @Test
    void editorsKnowTheProperties() throws Exception {
        String metadata;
        try (InputStream in =
                HonkerProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            assertThat(in).isNotNull();
            metadata = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        for (String name : List.of(
                "honker.enabled",
                "honker.data-source",
                "honker.shutdown-timeout",
                "honker.keep-alive",
                "honker.queue",
                "honker.listener.concurrency",
                "honker.listener.backoff",
                "honker.listener.virtual-threads",
                "honker.scheduler.zone",
                "honker.janitor.enabled")) {
            assertThat(Pattern.compile("\"name\": \"" + Pattern.quote(name) + "\",[^}]*\"description\": \"[^\"]")
                            .matcher(metadata)
                            .find())
                    .as(name + " with a description")
                    .isTrue();
        }
    }
}
