package dev.honker.internal.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.Backoff;
import dev.honker.WorkerHandle;
import dev.honker.WorkerOptions;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Time limits whose consequences fail. */
class TimeoutFaultTest extends WorkerFixture {

    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void release() {
        release.countDown();
    }

    @Test
    void aBackoffThatFailsWithAnErrorAtATimeLimitKeepsNoSlot() throws Exception {
        Backoff broken = attempts -> {
            throw new NoClassDefFoundError("from a test");
        };
        try (WorkerHandle worker = queue.worker(
                "w",
                job -> {
                    handled.add(job);
                    if (job.payloadJson().equals("1")) {
                        release.await();
                    }
                },
                WorkerOptions.builder()
                        .timeout(Duration.ofMillis(300))
                        .backoff(broken)
                        .stopTimeout(Duration.ofSeconds(1))
                        .build())) {
            queue.enqueue("1");
            next();
            queue.enqueue("2");
            assertThat(next().payloadJson()).isEqualTo("2");
            await(() -> worker.counts().retried() == 1);
        }
    }
}
