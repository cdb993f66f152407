package dev.honker.internal.wake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DoorbellTest {

    private static final long LONG = TimeUnit.SECONDS.toNanos(60);

    private final Doorbell bell = new Doorbell();

    @Test
    void ringWakesTheSleeper() throws Exception {
        CompletableFuture<Boolean> rung = new CompletableFuture<>();
        Thread sleeper = new Thread(() -> rung.complete(bell.await(LONG)));
        sleeper.start();
        while (sleeper.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        bell.ring();
        assertThat(rung.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void ringBeforeTheWaitIsKeptAndConsumedOnce() {
        bell.ring();
        bell.ring();
        assertThat(bell.await(LONG)).isTrue();
        assertThat(bell.await(1)).isFalse();
    }

    @Test
    void manyRingsAreAnsweredAFewTimesPerMillisecond() {
        long start = System.nanoTime();
        int answers = 1_000;
        for (int i = 0; i < answers; i++) {
            bell.ring();
            assertThat(bell.await(LONG)).isTrue();
        }
        assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MICROSECONDS.toNanos(300L * answers));
    }
}
