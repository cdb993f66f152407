package dev.honker.internal.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.DatabaseFixture;
import dev.honker.Queue;
import dev.honker.UpdateEvents;
import dev.honker.WorkerHandle;
import dev.honker.WorkerOptions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Executors that run a handler where it must not run. */
class HandlerExecutorTest extends DatabaseFixture {

    @Test
    void aHandlerNeverRunsInTheThreadThatWritesTheHeartbeats() {
        Queue queue = db.queue("mail");
        AtomicBoolean inTheCaller = new AtomicBoolean(true);
        AtomicInteger runs = new AtomicInteger();
        // why: as a pool with CallerRunsPolicy does while it is full
        WorkerOptions options = WorkerOptions.builder()
                .executor(task -> {
                    if (inTheCaller.get()) {
                        task.run();
                    } else {
                        new Thread(task).start();
                    }
                })
                .build();
        try (UpdateEvents updates = db.updateEvents();
                WorkerHandle worker = queue.worker("w", job -> runs.incrementAndGet(), options)) {
            queue.enqueue("{}");
            while (worker.counts().released() == 0) {
                updates.awaitUpdate(Duration.ofMillis(5));
            }
            assertThat(runs).hasValue(0);
            inTheCaller.set(false);
            while (worker.counts().acked() == 0) {
                updates.awaitUpdate(Duration.ofMillis(5));
            }
            assertThat(runs).hasValue(1);
        }
    }
}
