package dev.honker.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.HonkerInvalidOptionException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettableClockTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private final SettableClock clock = SettableClock.startingAt(NOON);

    @Test
    void itStandsUntilItIsSetOrMoved() {
        assertThat(clock.instant()).isEqualTo(NOON);
        clock.advance(Duration.ofMillis(90_500));
        assertThat(clock.instant()).isEqualTo("2026-01-05T12:01:30.500Z");
        clock.set(NOON);
        assertThat(clock.instant()).isEqualTo(NOON);
        assertThat(SettableClock.startingNow().instant().getNano()).isZero();
    }

    @Test
    void aClockIsNotAdvancedBackwards() {
        assertThatThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessageContaining("by must not be negative, but is PT-1S")
                .hasMessageContaining("set()");
        assertThat(clock.instant()).isEqualTo(NOON);
    }

    @Test
    void whoeverListensHearsOfAChangeWhenTheClockShowsItAndUntilItIsTakenOff() throws Exception {
        List<Instant> heard = new ArrayList<>();
        Runnable listener = () -> heard.add(clock.instant());
        AutoCloseable first = clock.onChange(listener);
        AutoCloseable second = clock.onChange(listener);
        clock.advance(Duration.ofSeconds(1));
        assertThat(heard).containsExactly(NOON.plusSeconds(1), NOON.plusSeconds(1));
        first.close();
        first.close();
        clock.set(NOON);
        assertThat(heard).hasSize(3).endsWith(NOON);
        second.close();
        clock.advance(Duration.ofSeconds(1));
        assertThat(heard).hasSize(3);
    }

    @Test
    void aClockInAnotherZoneIsTheSameClock() throws Exception {
        SettableClock berlin = clock.withZone(ZoneId.of("Europe/Berlin"));
        List<Instant> heard = new ArrayList<>();
        try (AutoCloseable listening = clock.onChange(() -> heard.add(clock.instant()))) {
            berlin.advance(Duration.ofHours(1));
            assertThat(listening).isNotNull();
        }
        assertThat(heard).containsExactly(NOON.plusSeconds(3600));
        assertThat(clock.instant()).isEqualTo(berlin.instant());
        assertThat(berlin.getZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(berlin).hasToString("SettableClock[2026-01-05T13:00:00Z, Europe/Berlin]");
        assertThat(clock).hasToString("SettableClock[2026-01-05T13:00:00Z, Z]");
    }
}
