package dev.honker.internal.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.honker.ClockFixture;
import dev.honker.HandClock;
import dev.honker.LockHandle;
import dev.honker.LockOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Locks that are renewed in the background, by a clock that is set. */
class LockClockTest extends ClockFixture {

    @Test
    void anAutomaticRenewalFollowsTheClockAtOnce() {
        LockOptions renewed =
                LockOptions.builder().ttl(Duration.ofHours(1)).autoRenew(true).build();
        LockHandle lock = db.lock("report", renewed);
        LockHandle other = db.lock("index", renewed);
        awaitSleep("honker-lock-renewal");
        for (int hours = 2; hours <= 6; hours += 2) {
            clock.advance(Duration.ofHours(2));
            long expiry = HandClock.START + (hours + 1) * 3_600L;
            await(
                    "the renewals",
                    () -> number("SELECT min(expires_at) FROM _honker_locks") == expiry
                            && lock.isHeld()
                            && other.isHeld());
        }
        assertThat(db.tryLock("report")).isEmpty();
        lock.close();
        other.close();
        assertThat(db.tryLock("report")).isPresent();
    }

    @Test
    void theEndOfTheRenewalTakesItsListenerOffTheClock() {
        LockOptions renewed = LockOptions.builder().autoRenew(true).build();
        int before = clock.listeners();
        db.lock("report", renewed).close();
        await("the listener's end", () -> clock.listeners() == before + 1); // why one: the one of this wait
        db.lock("report", renewed).close();
    }
}
