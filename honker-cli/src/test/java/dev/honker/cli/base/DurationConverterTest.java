package dev.honker.cli.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** Durations as they are typed. */
class DurationConverterTest {

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "0s, PT0S",
        "30s, PT30S",
        "1.5s, PT1.5S",
        "5m, PT5M",
        "2h, PT2H",
        "7d, PT168H",
        "PT1H30M, PT1H30M",
        "pt1h, PT1H"
    })
    void shortAndIsoFormsAreRead(String text, String duration) {
        assertThat(new DurationConverter().convert(text)).hasToString(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "5 s", "-5s", "1h30m", "5w", "999999999999999d", "soon"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> new DurationConverter().convert(text))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("'" + text + "' is no duration; write 500ms, 30s, 5m, 1h, 2d or PT1H30M");
    }
}
