package dev.honker.internal.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.SchedulerOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is known of a lock without asking the database. */
class LeaseTest {

    private final Lease lease =
            new Lease(SchedulerOptions.builder().lockTtl(Duration.ofHours(1)).build(), false);

    @Test
    void itIsHeldNowOnlyUntilTheTimeIsOverThatBeganBeforeItWasTaken() {
        assertThat(lease.isHeldNow()).isFalse();
        lease.noteTaken(System.nanoTime() - Duration.ofMinutes(59).toNanos());
        assertThat(lease.isHeldNow()).isTrue();
        lease.noteTaken(System.nanoTime() - Duration.ofMinutes(60).toNanos());
        assertThat(lease.isHeldNow()).isFalse();
        assertThat(lease.isHeld()).isTrue();
    }

    @Test
    void aLostOneIsNotHeld() {
        lease.noteTaken(System.nanoTime());
        lease.noteLost();
        assertThat(lease.isHeldNow()).isFalse();
        assertThat(lease.isHeld()).isFalse();
    }
}
