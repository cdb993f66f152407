package dev.honker.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.honker.HandClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** The arithmetic around a clock. */
class TimeTest {

    private final HandClock clock = new HandClock();
    private final Time time = Time.of(clock);

    @Test
    void secondsAreRoundedDownAndTheMomentIsNot() {
        clock.advance(Duration.ofMillis(1_999));
        assertThat(time.seconds()).isEqualTo(HandClock.START + 1);
        assertThat(time.now()).isEqualTo(Instant.ofEpochSecond(HandClock.START, 1_999_000_000));
        assertThat(time.fromNow(10)).isEqualTo(Instant.ofEpochSecond(HandClock.START + 11));
        assertThat(time.fromNow(Long.MAX_VALUE)).isEqualTo(Instant.MAX);
    }

    @Test
    void theSleepUntilASecondEndsWithItsBeginning() {
        clock.advance(Duration.ofMillis(250));
        assertThat(time.nanosUntil(HandClock.START + 1)).isEqualTo(750_000_000);
        assertThat(time.nanosUntil(HandClock.START)).isZero();
        assertThat(time.nanosUntil(Long.MIN_VALUE)).isZero();
        assertThat(time.nanosUntil(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aClockThatStandsAMomentBeforeTheSecondIsNotAskedAllTheTime() {
        clock.advance(Duration.ofNanos(999_999_999));
        assertThat(time.nanosUntil(HandClock.START + 1)).isEqualTo(20_000_000);
    }

    @Test
    void withoutAClockItIsTheSystems() {
        assertThat(Time.of(null).isSystem()).isTrue();
        assertThat(time.isSystem()).isFalse();
        assertThat(Duration.between(Time.of(null).now(), Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void aListenerHearsOfEachChangeUntilItIsTakenOff() {
        int[] changes = {0};
        Time.Registration registration = time.onChange(() -> changes[0]++);
        clock.advance(Duration.ofDays(1));
        clock.advance(Duration.ofDays(1));
        registration.close();
        registration.close();
        clock.advance(Duration.ofDays(1));
        assertThat(changes[0]).isEqualTo(2);
    }

    @Test
    void aClockThatTellsNoChangesTakesNoListener() {
        Time fixed = Time.of(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        assertThatCode(() -> fixed.onChange(() -> {}).close()).doesNotThrowAnyException();
    }
}
