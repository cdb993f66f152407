package dev.honker.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link Durations}. */
class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s",
        "PT1S, 1 s",
        "PT1.5S, 1.5 s",
        "PT10S, 10 s",
        "PT5M, 300 s",
        "PT0.25S, 250 ms",
        "PT0.001S, 1 ms",
        "PT0.0001S, 0.1 ms",
        "PT-1S, -1 s",
        "PT-0.25S, -250 ms"
    })
    void durationsReadAsSecondsOrBelowOneAsMilliseconds(Duration duration, String text) {
        assertThat(Durations.text(duration)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"PT-0.25S, -250 ms", "PT-1S, -1 s"})
    void refusedDurationReadsTheSame(Duration duration, String text) {
        assertThat(Check.refused("delay", "must not be negative", duration))
                .hasMessage("delay must not be negative, but is " + text);
    }
}
