package dev.honker.internal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class StatementActivityTest {

    private final Object monitor = new Object();
    private final StatementActivity activity = new StatementActivity(monitor);

    /** Whoever pauses a connection takes the monitor next, so that a statement inside it that waited would never end. */
    @Test
    void aStatementInsideTheMonitorDoesNotWaitForTheEndOfAPause() {
        assertThat(activity.pause()).isTrue();
        synchronized (monitor) {
            activity.enter();
            activity.enter();
            activity.leave();
            activity.leave();
        }
        activity.resume();
        activity.enter();
        assertThat(activity.isRunning()).isTrue();
        activity.leave();
        assertThat(activity.isRunning()).isFalse();
        assertThat(activity.pause()).isTrue();
        activity.resume();
    }

    @Test
    void aStatementOutsideTheMonitorWaitsForTheEndOfAPause() throws Exception {
        assertThat(activity.pause()).isTrue();
        CompletableFuture<Void> entered = new CompletableFuture<>();
        Thread other = new Thread(() -> {
            activity.enter();
            entered.complete(null);
        });
        other.start();
        while (other.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        assertThat(entered).isNotDone();
        activity.resume();
        entered.get(20, TimeUnit.SECONDS);
        assertThat(activity.pause()).isFalse();
        activity.leave();
        other.join();
    }

    @Test
    void aStatementThatBeganBeforeAPauseEndsAsItBegan() {
        activity.enter();
        assertThat(activity.pause()).isFalse();
        synchronized (monitor) {
            activity.enter();
            activity.leave();
        }
        assertThat(activity.isRunning()).isTrue();
        activity.leave();
        assertThat(activity.isRunning()).isFalse();
    }
}
