package dev.honker.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.honker.JsonCodec;
import dev.honker.internal.check.UnreadableJsonException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a codec promises, whatever library it is made of. */
abstract class JacksonContract {

    /** In the order in which its properties are written. */
    record Order(
            long id,
            Instant placed,
            Duration patience,
            LocalDate day,
            OffsetDateTime local,
            Size size,
            @Nullable String note,
            BigDecimal amount,
            List<Line> lines) {}

    record Line(String article, int count) {}

    enum Size {
        SMALL,
        LARGE;

        @Override
        public String toString() {
            return "size " + ordinal();
        }
    }

    record Nothing() {}

    record ByKey(Map<String, Line> lines) {}

    record Checked(String name) {

        Checked {
            if (!name.isEmpty()) {
                throw new IllegalArgumentException("not empty: " + name);
            }
        }
    }

    record Anything(@Nullable Object value) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
    interface NamedByClass {}

    record Dangerous(String value) implements NamedByClass {}

    record HoldsNamedByClass(NamedByClass value) {}

    record HoldsAnnotatedObject(
            @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS) Object value) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes(@JsonSubTypes.Type(value = Square.class, name = "square"))
    interface Shape {}

    record Square(int side) implements Shape {}

    private static final Order ORDER = new Order(
            1,
            Instant.parse("2026-01-02T03:04:05.678Z"),
            Duration.ofSeconds(90),
            LocalDate.of(2026, 1, 2),
            OffsetDateTime.parse("2026-01-02T03:04:05+02:00"),
            Size.LARGE,
            null,
            new BigDecimal("12.50"),
            List.of(new Line("tea", 2)));

    private static final String TEXT = "{\"id\":1,\"placed\":\"2026-01-02T03:04:05.678Z\",\"patience\":\"PT1M30S\","
            + "\"day\":\"2026-01-02\",\"local\":\"2026-01-02T03:04:05+02:00\",\"size\":\"LARGE\",\"note\":null,"
            + "\"amount\":12.50,\"lines\":[{\"article\":\"tea\",\"count\":2}]}";

    abstract <T> JsonCodec<T> codec(Class<T> type);

    @Test
    void recordsAreWrittenWithIsoTimesAndNamesOfConstants() throws Exception {
        assertThat(codec(Order.class).encode(ORDER)).isEqualTo(TEXT);
    }

    @Test
    void recordsAreReadAsTheyWereWritten() throws Exception {
        assertThat(codec(Order.class).decode(TEXT)).isEqualTo(ORDER);
    }

    @Test
    void propertiesThatTheTypeDoesNotKnowAreIgnoredAndMissingOnesAreEmpty() throws Exception {
        assertThat(codec(Line.class).decode("{\"new\":{\"a\":[1]},\"article\":\"tea\"}"))
                .isEqualTo(new Line("tea", 0));
        assertThat(codec(Line.class).decode("{\"article\":null,\"count\":null}").count())
                .isZero();
    }

    @Test
    void plainValuesMapsAndListsWork() throws Exception {
        assertThat(codec(String.class).encode("a\"b")).isEqualTo("\"a\\\"b\"");
        assertThat(codec(Integer.class).decode("42")).isEqualTo(42);
        assertThat((Map<?, ?>) codec(Map.class).decode("{\"a\":[1,null]}")).hasSize(1);
    }

    @Test
    void aTypeWithoutPropertiesIsNotLostSilently() {
        assertThatThrownBy(() -> codec(Object.class).encode(new Object())).isInstanceOf(Exception.class);
    }

    @Test
    void textsThatAreNoJsonOrHaveMoreBehindItAreRefused() {
        assertThatThrownBy(() -> codec(Line.class).decode("nonsense")).isInstanceOf(Exception.class);
        assertThatThrownBy(() -> codec(Line.class).decode("{\"article\":\"tea\"} {}"))
                .isInstanceOf(Exception.class);
    }

    @Test
    void whatCannotBeReadIsNamedByItsPlaceAndNeverRepeated() {
        for (String json : List.of(
                "secret",
                "{\"article\":\"x\",\"count\":\"secret\"}",
                "{\"article\":\"secret\",\"count\":[]}",
                "{\"article\":\"x\" secret",
                "{\"article\":\"x\"} secret",
                "\"secret\"")) {
            assertThatThrownBy(() -> codec(Line.class).decode(json))
                    .as(json)
                    .hasMessageContaining("can't be read as ")
                    .hasMessageContaining("line 1, column ")
                    .satisfies(e -> assertThat(trace(e)).doesNotContain("secret"));
        }
        assertThatThrownBy(() -> codec(Order.class).decode("{\"lines\":[{\"count\":1},{\"count\":\"secret\"}]}"))
                .hasMessageContaining(" at lines[1].count, line 1, column ");
        assertThatThrownBy(() -> codec(Order.class).decode("{\"size\":\"secret\"}"))
                .hasMessageContaining(" at size, ")
                .satisfies(e -> assertThat(trace(e)).doesNotContain("secret"));
        assertThatThrownBy(() -> codec(ByKey.class).decode("{\"lines\":{\"secret\":{\"count\":\"many\"}}}"))
                .hasMessageContaining(" at lines.*.count, ")
                .satisfies(e -> assertThat(trace(e)).doesNotContain("secret").doesNotContain("many"));
        assertThatThrownBy(() -> codec(Checked.class).decode("{\"name\":\"secret\"}"))
                .hasMessageContaining("caused by java.lang.IllegalArgumentException")
                .satisfies(e -> assertThat(trace(e)).doesNotContain("secret"));
    }

    @Test
    void aSystemPropertyShowsWhatTheParserSays() {
        System.setProperty(UnreadableJsonException.SHOW_PROPERTY, "true");
        try {
            assertThatThrownBy(() -> codec(Line.class).decode("{\"count\":\"visible\"}"))
                    .hasMessageContaining("visible");
        } finally {
            System.clearProperty(UnreadableJsonException.SHOW_PROPERTY);
        }
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void theNameOfAClassInAPayloadIsData() throws Exception {
        String gadget = "{\"@class\":\"javax.swing.JEditorPane\",\"page\":\"http://localhost/\"}";
        assertThat(codec(Line.class).decode(gadget)).isEqualTo(new Line(null, 0));
        assertThat(codec(Object.class).decode(gadget)).isInstanceOf(Map.class);
        assertThat(codec(Anything.class).decode("{\"value\":" + gadget + "}").value())
                .isInstanceOf(Map.class);
        assertThat(codec(Anything.class)
                        .decode("{\"value\":[\"javax.swing.JEditorPane\",{\"page\":\"http://localhost/\"}]}")
                        .value())
                .isInstanceOf(List.class);
        assertThatThrownBy(() -> codec(Line.class).decode("[\"javax.swing.JEditorPane\",{\"page\":\"x\"}]"))
                .isInstanceOf(Exception.class);
    }

    @Test
    void annotationsDoNotMakeTheNameOfAClassMoreThanData() {
        String value = "{\"@class\":\"" + Dangerous.class.getName() + "\",\"value\":\"x\"}";
        assertThatThrownBy(() -> codec(NamedByClass.class).decode(value)).isInstanceOf(Exception.class);
        assertThatThrownBy(() -> codec(HoldsNamedByClass.class).decode("{\"value\":" + value + "}"))
                .isInstanceOf(Exception.class);
        assertThatThrownBy(() -> codec(HoldsAnnotatedObject.class).decode("{\"value\":" + value + "}"))
                .isInstanceOf(Exception.class);
    }

    @Test
    void namesThatTheTypeItselfListsAreAllowed() throws Exception {
        String text = codec(Shape.class).encode(new Square(2));
        assertThat(text).isEqualTo("{\"kind\":\"square\",\"side\":2}");
        assertThat(codec(Shape.class).decode(text)).isEqualTo(new Square(2));
        assertThatThrownBy(() -> codec(Shape.class).decode("{\"kind\":\"java.util.Date\"}"))
                .isInstanceOf(Exception.class);
    }

    @Test
    void anEmptyRecordIsAnEmptyObject() throws Exception {
        assertThat(codec(Nothing.class).encode(new Nothing())).isEqualTo("{}");
        assertThat(codec(Nothing.class).decode("{}")).isEqualTo(new Nothing());
    }
}
