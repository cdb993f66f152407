package dev.honker.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.honker.Honker;
import dev.honker.HonkerException;
import dev.honker.JsonCodec;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a codec writes it reads, or it is refused before anything is written; the same with Jackson 2 and 3. */
class ReadabilityTest {

    /** Makes the codecs of one library. */
    interface Library {
        <T> CheckedCodec<T> codec(Class<T> type);
    }

    static Stream<Library> libraries() {
        return Stream.of(
                new Library() {
                    @Override
                    public <T> CheckedCodec<T> codec(Class<T> type) {
                        return Jackson2Codec.of(type);
                    }
                },
                new Library() {
                    @Override
                    public <T> CheckedCodec<T> codec(Class<T> type) {
                        return Jackson3Codec.of(type);
                    }
                });
    }

    public record Amount(BigInteger digits, String text, Map<String, Integer> counts) {}

    public record Lenient(
            List<Instant> times, Map<String, Amount> amounts, Object any, Number number, Collection<?> all) {}

    public record Node(String name, List<Node> children) {}

    public interface Shape {}

    public record Drawing(List<Shape> shapes) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
    @JsonSubTypes(@JsonSubTypes.Type(value = Circle.class, name = "circle"))
    public interface Named {}

    public record Circle(int radius) implements Named {}

    public record Named2(List<Named> all, Map<String, Named> byName, Named one) {}

    /** As a Kotlin data class looks without Kotlin's module. */
    public static final class NoCreator {
        private final String name;

        private NoCreator(String name, int unused) {
            this.name = name + unused;
        }

        public String getName() {
            return name;
        }
    }

    public record Holder(NoCreator inner) {}

    public static final class Created {
        private final String name;

        private Created(String name) {
            this.name = name;
        }

        @JsonCreator
        public static Created of(String name) {
            return new Created(name);
        }

        public String getName() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void whatIsLongIsReadAgain(Library library) throws Exception {
        JsonCodec<Amount> codec = library.codec(Amount.class);
        Amount amount = new Amount(BigInteger.TEN.pow(1_500), "x".repeat(20_000_001), Map.of("k".repeat(50_001), 1));

        assertThat(codec.decode(codec.encode(amount)).equals(amount)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void whatCanBeReadIsAccepted(Library library) {
        for (Class<?> type : List.of(
                Amount.class,
                Lenient.class,
                Node.class,
                Named.class,
                Named2.class,
                Created.class,
                String.class,
                int.class,
                byte[].class,
                Object.class,
                Map.class,
                List.class,
                Instant.class,
                Thread.State.class,
                Optional.class)) {
            assertThatCode(() -> library.codec(type).requireReadable())
                    .as(type.getName())
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void whatCanOnlyBeWrittenIsRefused(Library library) {
        assertThatThrownBy(() -> library.codec(Holder.class).requireReadable())
                .isInstanceOf(HonkerException.class)
                .hasMessageContainingAll(
                        Holder.class.getName(),
                        "can be written as JSON but not read back",
                        "property inner of Holder",
                        NoCreator.class.getName() + " has no constructor or factory",
                        "jackson-module-kotlin",
                        "JsonCodec");
        assertThatThrownBy(() -> library.codec(Drawing.class).requireReadable())
                .hasMessageContainingAll("property shapes of Drawing", Shape.class.getName() + " is abstract");
    }

    @Test
    void aStrictCodecReadsWhatIsLong() throws Exception {
        JsonCodec<Object> codec = JsonCodecs.strict("a test").of(String.class);

        assertThat(codec.decode(codec.encode("x".repeat(20_000_001)))).isEqualTo("x".repeat(20_000_001));
    }

    @Test
    void theCodecOfATypeOfTheJdkThatOnlyModulesReadIsReadable() {
        assertThatCode(() -> Honker.json(Lenient.class).requireReadable()).doesNotThrowAnyException();
    }
}
