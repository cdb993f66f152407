package dev.honker.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What codecs of whole types promise, whatever library they are made of. */
abstract class TypeCodecsContract {

    record Line(String article, int count) {}

    record Reading(
            double grams, @Nullable Instant at, @Nullable Size size) {}

    enum Size {
        SMALL
    }

    /** Its parameter types are the types. */
    @SuppressWarnings("unused")
    interface Types {
        void lines(List<Line> value);

        void map(Map<String, List<LocalDate>> value);

        void set(Set<Size> value);

        void array(Line[] value);

        void bytes(byte[] value);
    }

    abstract TypeCodecs codecs();

    private static Type type(String name) {
        for (var method : Types.class.getMethods()) {
            if (method.getName().equals(name)) {
                return method.getGenericParameterTypes()[0];
            }
        }
        throw new AssertionError(name);
    }

    private void isKept(Type type, Object value, String json) throws Exception {
        assertThat(codecs().of(type).encode(value)).isEqualTo(json);
        assertThat(codecs().of(type).decode(json)).isEqualTo(value);
    }

    @Test
    void typeArgumentsCount() throws Exception {
        isKept(type("lines"), List.of(new Line("tea", 2)), "[{\"article\":\"tea\",\"count\":2}]");
        isKept(type("map"), Map.of("a", List.of(LocalDate.of(2026, 1, 2))), "{\"a\":[\"2026-01-02\"]}");
        isKept(type("set"), Set.of(Size.SMALL), "[\"SMALL\"]");
        isKept(type("array"), new Line[] {new Line("tea", 2)}, "[{\"article\":\"tea\",\"count\":2}]");
        isKept(type("bytes"), new byte[] {1, 2}, "\"AQI=\"");
    }

    @Test
    void valuesOfTheLanguageAndItsTimesAreKept() throws Exception {
        isKept(int.class, -7, "-7");
        isKept(long.class, Long.MAX_VALUE, "9223372036854775807");
        isKept(double.class, 0.5, "0.5");
        isKept(boolean.class, true, "true");
        isKept(char.class, 'x', "\"x\"");
        isKept(String.class, "é\"", "\"é\\\"\"");
        isKept(BigDecimal.class, new BigDecimal("1.10"), "1.10");
        isKept(BigInteger.class, new BigInteger("12345678901234567890"), "12345678901234567890");
        isKept(Instant.class, Instant.parse("2026-01-02T03:04:05.678Z"), "\"2026-01-02T03:04:05.678Z\"");
        isKept(Duration.class, Duration.ofSeconds(90), "\"PT1M30S\"");
        isKept(Size.class, Size.SMALL, "\"SMALL\"");
        assertThat(codecs().of(double.class).decode("3")).isEqualTo(3.0);
        isKept(byte.class, (byte) -128, "-128");
        isKept(float.class, 0.5f, "0.5");
        isKept(double[].class, new double[] {0.5, -1e300}, "[0.5,-1.0E300]");
        isKept(
                Reading.class,
                new Reading(1.5, Instant.parse("2026-01-02T03:04:05Z"), null),
                "{\"grams\":1.5,\"at\":\"2026-01-02T03:04:05Z\",\"size\":null}");
    }

    @Test
    void numbersWithoutATypeKeepTheirDigits() throws Exception {
        String json = "{\"a\":0.12345678901234567890,\"b\":12345678901234567890}";
        assertThat(codecs().of(Object.class).encode(codecs().of(Object.class).decode(json)))
                .isEqualTo(json);
    }

    @Test
    void aNumberThatJsonDoesNotHaveIsNoTextInstead() throws Exception {
        assertThat(codecs().of(double.class).encode(Double.NaN)).isEqualTo("NaN");
        assertThat(codecs().of(Object.class).encode(List.of(Float.NEGATIVE_INFINITY)))
                .isEqualTo("[-Infinity]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "int | \"42\"",
                "int | 1.5",
                "int | 99999999999",
                "int | true",
                "int | []",
                "boolean | 1",
                "boolean | \"true\"",
                "double | \"1.5\"",
                "text | 1",
                "text | 1.5",
                "text | true",
                "text | {}",
                "size | \"LARGE\"",
                "size | 0",
                "size | \"0\"",
                "size | \"\"",
                "byte | 200",
                "Byte | 128",
                "double | 1e999",
                "double | \"NaN\"",
                "doubles | [1e999]",
                "doubles | [\"NaN\"]",
                "doubles | [null]",
                "float | 1e300",
                "float | \"Infinity\"",
                "floats | [1e300]",
                "ints | [null]",
                "instant | 5",
                "instant | 5.5",
                "instant | \"5\"",
                "instant | \"\"",
                "duration | 5",
                "duration | \"\"",
                "date | 5",
                "date | \"\"",
                "reading | {\"grams\":null,\"at\":null,\"size\":null}",
                "reading | {\"grams\":1e999,\"at\":null,\"size\":null}",
                "reading | {\"grams\":\"NaN\",\"at\":null,\"size\":null}",
                "reading | {\"grams\":1,\"at\":5,\"size\":null}",
                "reading | {\"grams\":1,\"at\":null,\"size\":0}",
                "lines | {}",
                "lines | [1]",
                "lines | [{\"article\":\"secret\",\"count\":\"2\"}]"
            })
    void aValueOfAnotherTypeIsRefused(String name, String json) {
        Type type =
                switch (name) {
                    case "int" -> int.class;
                    case "boolean" -> boolean.class;
                    case "double" -> double.class;
                    case "text" -> String.class;
                    case "size" -> Size.class;
                    case "byte" -> byte.class;
                    case "Byte" -> Byte.class;
                    case "doubles" -> double[].class;
                    case "float" -> float.class;
                    case "floats" -> float[].class;
                    case "ints" -> int[].class;
                    case "instant" -> Instant.class;
                    case "duration" -> Duration.class;
                    case "date" -> LocalDate.class;
                    case "reading" -> Reading.class;
                    default -> type(name);
                };
        assertThatThrownBy(() -> codecs().of(type).decode(json)).isInstanceOf(Exception.class);
    }
}
