package dev.honker.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.Database;
import dev.honker.Delivery;
import dev.honker.Honker;
import dev.honker.Outbox;
import dev.honker.OutboxOptions;
import dev.honker.Queue;
import dev.honker.QueueOptions;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two parts of a program that ask for the same queue with the same options, each with a builder of its own. */
class HandleOptionsTest {

    @TempDir
    private Path folder;

    @Test
    void queueAskedForAgainWithEqualOptionsIsTheSame() {
        try (Database database = Honker.open(folder.resolve("app.db"))) {
            Queue first = database.queue("q", options());
            assertThat(database.queue("q", options())).isSameAs(first);
        }
    }

    @Test
    void outboxAskedForAgainWithEqualOptionsIsTheSame() {
        Delivery delivery = payload -> {};
        try (Database database = Honker.open(folder.resolve("app.db"))) {
            Outbox first = database.outbox("mail", delivery, outboxOptions());
            assertThat(database.outbox("mail", delivery, outboxOptions())).isSameAs(first);
        }
    }

    private static QueueOptions options() {
        return QueueOptions.builder()
                .visibilityTimeout(Duration.ofSeconds(7))
                .maxAttempts(7)
                .build();
    }

    private static OutboxOptions outboxOptions() {
        return OutboxOptions.builder().maxAttempts(7).build();
    }
}
