package dev.honker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {

    private static final Duration FOREVER = Duration.ofDays(100_000_000);

    @Test
    void fixedIsTheSameAfterEachAttempt() {
        Backoff backoff = Backoff.fixed(Duration.ofMillis(1500));
        assertThat(backoff.delay(1)).isEqualTo(Duration.ofMillis(1500));
        assertThat(backoff.delay(Integer.MAX_VALUE)).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void exponentialGrowsByItsFactorUpToItsCap() {
        Backoff backoff = Backoff.exponential(Duration.ofSeconds(5), 2, Duration.ofMinutes(1), 0);
        assertThat(List.of(1, 2, 3, 4, 5, 6))
                .extracting(backoff::delay)
                .extracting(Duration::toSeconds)
                .containsExactly(5L, 10L, 20L, 40L, 60L, 60L);
    }

    @Test
    void exponentialTakesAttemptsBelowOneAsTheFirst() {
        Backoff backoff = Backoff.exponential(Duration.ofSeconds(5), 2, Duration.ofMinutes(1), 0);
        assertThat(backoff.delay(0)).isEqualTo(Duration.ofSeconds(5));
        assertThat(backoff.delay(Integer.MIN_VALUE)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void exponentialKeepsFractionsOfSeconds() {
        Backoff backoff = Backoff.exponential(Duration.ofMillis(100), 1.5, Duration.ofSeconds(1), 0);
        assertThat(backoff.delay(1)).isEqualTo(Duration.ofMillis(100));
        assertThat(backoff.delay(2)).isEqualTo(Duration.ofMillis(150));
        assertThat(Backoff.exponential(Duration.ofNanos(1), 2, Duration.ofSeconds(1), 0)
                        .delay(2))
                .isEqualTo(Duration.ofNanos(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 30, 31, 32, 33, 62, 63, 64, 65, 1023, 1024, 1025, 1 << 20, Integer.MAX_VALUE})
    void exponentialNeverOverflows(int attempts) {
        for (double factor : new double[] {1, 1.0000001, 2, 1e300, Double.MAX_VALUE}) {
            for (double jitter : new double[] {0, 0.1, 1}) {
                for (Duration cap : new Duration[] {Duration.ofSeconds(5), Duration.ofHours(1), FOREVER}) {
                    Duration delay = Backoff.exponential(Duration.ofSeconds(5), factor, cap, jitter)
                            .delay(attempts);
                    assertThat(delay).isBetween(Duration.ZERO, cap);
                }
            }
        }
    }

    @Test
    void jitterTakesOffAtMostItsShare() {
        Backoff backoff = Backoff.exponential(Duration.ofSeconds(100), 2, Duration.ofSeconds(200), 0.25);
        Set<Duration> delays = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            assertThat(backoff.delay(1)).isBetween(Duration.ofSeconds(75), Duration.ofSeconds(100));
            assertThat(backoff.delay(9)).isBetween(Duration.ofSeconds(150), Duration.ofSeconds(200));
            delays.add(backoff.delay(9));
        }
        assertThat(delays).as("spread at the cap too").hasSizeGreaterThan(900);
    }

    @Test
    void argumentsOutsideTheirLimitsAreRefused() {
        Duration second = Duration.ofSeconds(1);
        refused("delay must not be negative, but is -1 s", () -> Backoff.fixed(Duration.ofSeconds(-1)));
        refused("delay must not be null", () -> Backoff.fixed(null));
        refused("base must not be null", () -> Backoff.exponential(null, 2, second, 0));
        refused("base must be positive, but is 0 s", () -> Backoff.exponential(Duration.ZERO, 2, second, 0));
        refused("cap must not be null", () -> Backoff.exponential(second, 2, null, 0));
        refused(
                "cap must not be less than base 1 s, but is 500 ms",
                () -> Backoff.exponential(second, 2, Duration.ofMillis(500), 0));
        for (double factor : new double[] {0.99, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            refused(
                    "factor must be at least 1 and finite, but is " + factor,
                    () -> Backoff.exponential(second, factor, second, 0));
        }
        for (double jitter : new double[] {-0.1, 1.1, Double.NaN}) {
            refused(
                    "jitter must be between 0 and 1, but is " + jitter,
                    () -> Backoff.exponential(second, 2, second, jitter));
        }
    }

    private static void refused(String message, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessage(message);
    }
}
