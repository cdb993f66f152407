package dev.honker.internal.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.HonkerInvalidOptionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The time limit of one run. */
class DeadlineTest {

    private final AtomicInteger settings = new AtomicInteger();
    private final Deadline deadline = new Deadline(Outcome.Fail::new, settings::incrementAndGet);

    @ParameterizedTest
    @CsvSource({"PT5S,5", "PT0.05S,0.05", "PT1.5S,1.5", "PT100S,100", "PT0.000000001S,0.000000001", "PT2H,7200"})
    void theErrorNamesTheSecondsAsShortAsCanBe(Duration timeout, String seconds) {
        deadline.set(timeout);
        assertThat(deadline.outcome()).isEqualTo(new Outcome.Fail("timeout after " + seconds + "s"));
    }

    @Test
    void whoSetsNoLimitHasNone() {
        assertThat(deadline.nanosLeft()).isEqualTo(Long.MAX_VALUE);
        assertThat(settings).hasValue(0);
    }

    @Test
    void aLimitBeyondAllTimesIsFarAway() {
        deadline.set(Duration.ofSeconds(Long.MAX_VALUE));
        assertThat(deadline.nanosLeft()).isGreaterThan(Duration.ofDays(10_000).toNanos());
    }

    @Test
    void aLimitIsSetOnceAndHasItsOwnOutcome() {
        deadline.set(Duration.ofNanos(1), error -> new Outcome.Retry(Duration.ofSeconds(7), error));
        assertThat(settings).hasValue(1);
        assertThat(deadline.outcome())
                .isEqualTo(new Outcome.Retry(Duration.ofSeconds(7), "timeout after 0.000000001s"));
        assertThatThrownBy(() -> deadline.set(Duration.ofSeconds(1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aLimitIsPositive() {
        assertThatThrownBy(() -> deadline.set(Duration.ZERO))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessage("timeout must be positive, but is 0 s");
    }
}
