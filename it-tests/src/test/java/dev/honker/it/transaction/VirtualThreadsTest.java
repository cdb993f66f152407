package dev.honker.it.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.support.threads.VirtualThreads;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Virtual threads that wait for the write lock let go of their carriers, so that the one that has the lock can go on. */
@Tag("virtual-threads")
class VirtualThreadsTest extends RuleTest {

    /** Many more than any machine has carriers. */
    private static final int THREADS = 300;

    private static final int EACH = 3;

    @Test
    void manyMoreThreadsThanCarriersAllWrite() throws Exception {
        onHonker(ground -> {
            ExecutorService threads = VirtualThreads.executor();
            try {
                List<Future<?>> writers = new ArrayList<>();
                for (int i = 0; i < THREADS; i++) {
                    writers.add(threads.submit(() -> {
                        write(ground);
                        return null;
                    }));
                }
                for (Future<?> writer : writers) {
                    writer.get(120, TimeUnit.SECONDS);
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(ground.committed("SELECT n FROM t WHERE id = 1")).isEqualTo(THREADS * EACH);
            ground.requireNoLock();
        });
    }

    private static void write(Ground ground) throws Exception {
        // why so patient: they take turns, and a busy machine has few for each; who keeps a carrier waits for ever
        try (Connection connection = ground.openPatient()) {
            for (int i = 0; i < EACH; i++) {
                connection.setAutoCommit(false);
                long seen = Ground.number(connection, "SELECT n FROM t WHERE id = 1");
                // why: something that makes the thread wait while it has the lock
                Thread.yield();
                Ground.run(connection, "UPDATE t SET n = " + (seen + 1) + " WHERE id = 1");
                connection.commit();
            }
        }
    }
}
