package dev.honker.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.Database;
import dev.honker.UpdateEvents;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waiting, always with a bound, for what others do. */
public final class Signals {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration QUIET = Duration.ofMillis(500);

    private Signals() {}

    /** Waits for a condition that becomes true by a commit to the database's file; looks after each. */
    public static void awaitCommit(Database database, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (UpdateEvents updates = database.updateEvents()) {
            while (!condition.getAsBoolean()) {
                long left = deadline - System.nanoTime();
                assertThat(left).as("time left to wait").isPositive();
                updates.awaitUpdate(Duration.ofNanos(left));
            }
        }
    }

    /**
     * Waits until what was committed before has waked for the last time. A watcher looks for a while after each commit; on a busy machine
     * its last look may come late, so the silence is longer than that.
     */
    public static void awaitQuiet(UpdateEvents events) {
        for (int i = 0; i < 100; i++) {
            if (!events.awaitUpdate(QUIET)) {
                return;
            }
        }
        throw new AssertionError("commits again and again");
    }

    /** Waits for a latch. */
    public static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(60, TimeUnit.SECONDS)).as("came in time").isTrue();
    }
}
