package dev.honker.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.Database;
import dev.honker.EnqueueOptions;
import dev.honker.Honker;
import dev.honker.Job;
import dev.honker.Queue;
import dev.honker.WorkerHandle;
import dev.honker.it.support.Clock;
import dev.honker.it.support.Signals;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs are claimed by priority, then due time, then id, however they are claimed. */
class ClaimOrderTest {

    private static final List<String> ORDER = List.of("f", "d", "e", "c", "b", "a");

    @TempDir
    private Path folder;

    private Database database;
    private Queue queue;

    @BeforeEach
    void fill() {
        database = Honker.open(folder.resolve("app.db"));
        queue = database.queue("q");
        long now = Clock.now(database);
        enqueue("a", -1, now - 50);
        enqueue("b", 0, now - 10);
        enqueue("c", 0, now - 20);
        enqueue("d", 7, now - 5);
        enqueue("e", 7, now - 5);
        enqueue("f", 7, now - 6);
        enqueue("later", 9, now + 3_600);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void batchReturnsItsJobsInClaimOrder() {
        assertThat(queue.claimBatch("w", 10)).extracting(Job::payloadJson).isEqualTo(ORDER);
    }

    @Test
    void smallBatchesTakeTheFirstOnes() {
        assertThat(queue.claimBatch("w", 4)).extracting(Job::payloadJson).isEqualTo(ORDER.subList(0, 4));
        assertThat(queue.claimBatch("w", 4)).extracting(Job::payloadJson).isEqualTo(ORDER.subList(4, 6));
    }

    @Test
    void singleClaimsGoInClaimOrder() {
        List<String> claimed = new ArrayList<>();
        for (int i = 0; i < ORDER.size(); i++) {
            claimed.add(queue.claimOne("w").orElseThrow().payloadJson());
        }
        assertThat(claimed).isEqualTo(ORDER);
        assertThat(queue.claimOne("w")).isEmpty();
    }

    @Test
    void workerWithOneSlotRunsThemInClaimOrder() throws Exception {
        List<String> run = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch all = new CountDownLatch(ORDER.size());
        try (WorkerHandle worker = queue.worker("w", job -> {
            run.add(job.payloadJson());
            all.countDown();
        })) {
            Signals.await(all);
            assertThat(worker.isRunning()).isTrue();
        }
        assertThat(run).isEqualTo(ORDER);
    }

    private void enqueue(String payload, int priority, long runAt) {
        queue.enqueue(
                payload,
                EnqueueOptions.builder()
                        .priority(priority)
                        .runAt(Instant.ofEpochSecond(runAt))
                        .build());
    }
}
