package dev.honker.internal.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.DatabaseFixture;
import dev.honker.Job;
import dev.honker.JobHandler;
import dev.honker.Queue;
import dev.honker.QueueOptions;
import dev.honker.UpdateEvents;
import dev.honker.WorkerOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;

/** A queue, a handler that notes what it was given, and bounded waits. */
abstract class WorkerFixture extends DatabaseFixture {

    final BlockingQueue<Job> handled = new LinkedBlockingQueue<>();
    Queue queue;

    @BeforeEach
    void queue() {
        queue = db.queue("mail", QueueOptions.builder().maxAttempts(2).build());
    }

    Job next() throws InterruptedException {
        Job job = handled.poll(20, TimeUnit.SECONDS);
        assertThat(job).as("a handled job").isNotNull();
        return job;
    }

    JobHandler failing(Throwable failure) {
        return job -> {
            handled.add(job);
            if (failure instanceof Error error) {
                throw error;
            }
            throw (Exception) failure;
        };
    }

    void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        try (UpdateEvents updates = db.updateEvents()) {
            while (!condition.getAsBoolean()) {
                assertThat(System.nanoTime() - deadline).as("time left").isNegative();
                updates.awaitUpdate(Duration.ofMillis(5));
            }
        }
    }

    /** Nothing here may depend on the safety poll, so there is none. */
    static WorkerOptions.Builder options() {
        return WorkerOptions.builder().idlePollInterval(Duration.ofHours(1));
    }

    static WorkerOptions slots(int n) {
        return options().concurrency(n).build();
    }

    static WorkerOptions eager() {
        return options().defaultRetryDelay(Duration.ZERO).build();
    }

    static List<String> payloads(int n) {
        return IntStream.range(0, n).mapToObj(i -> "{\"n\":" + i + "}").toList();
    }
}
