package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;

/** A database whose time is set by hand. */
public abstract class ClockFixture extends DatabaseFixture {

    protected final HandClock clock = new HandClock();

    @BeforeEach
    void reopenByTheClock() {
        db.close();
        db = Honker.open(file, OpenOptions.builder().clock(clock).build());
    }

    /** Waits for a condition that this process brings about; at most 20 s. */
    protected void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        try (UpdateEvents updates = db.updateEvents()) {
            while (!condition.getAsBoolean()) {
                assertThat(System.nanoTime() - deadline).as(what).isNegative();
                updates.awaitUpdate(Duration.ofMillis(5));
            }
        }
    }

    /** Waits until the thread of that name sleeps, so that nothing but a wake brings it on. */
    protected void awaitSleep(String threadName) {
        await(threadName + " sleeps", () -> Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread ->
                        thread.getName().startsWith(threadName) && thread.getState() == Thread.State.TIMED_WAITING));
    }

    protected static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    /** So many seconds after the clock's start. */
    protected static Instant at(long seconds) {
        return Instant.ofEpochSecond(HandClock.START + seconds);
    }
}
