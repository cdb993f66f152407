package dev.honker.internal.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.honker.HonkerInvalidOptionException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    @Test
    void partsAreCutOutAsTheyWereWritten() throws Exception {
        assertThat(JsonText.elements(" [1.0, 12345678901234567890 ,1e5,\"a\\u0062\", {\"a\" : [ ]}] "))
                .containsExactly("1.0", "12345678901234567890", "1e5", "\"a\\u0062\"", "{\"a\" : [ ]}");
        assertThat(JsonText.elements("[]")).isEmpty();
        assertThat(JsonText.members("{}")).isEmpty();
    }

    @Test
    void membersAreFoundByTheNameThatTheyMeanAndTheLastOfTwoCounts() throws Exception {
        assertThat(JsonText.members("{\"\\u0061\":1,\"b\":null,\"a\": 2}")).isEqualTo(Map.of("a", "2", "b", "null"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | OBJECT",
                "[[],{}] | ARRAY",
                "-0.5E+3 | NUMBER",
                "0 | NUMBER",
                "true | BOOLEAN",
                "false | BOOLEAN",
                "null | NULL",
                "\"é\\n\" | STRING"
            })
    void everyKindIsKnown(String json, JsonText.Kind kind) throws Exception {
        assertThat(JsonText.kind(json)).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,]",
                "[1 2]",
                "{\"a\":1,}",
                "{a:1}",
                "{\"a\" 1}",
                "01",
                "1.",
                "+1",
                "-",
                "1e",
                "NaN",
                "Infinity",
                "tru",
                "'a'",
                "\"a",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"a\nb\"",
                "{} {}",
                "[1]]"
            })
    void whatIsNoJsonIsRefused(String text) {
        assertThatThrownBy(() -> JsonText.kind(text))
                .isInstanceOf(JsonText.MalformedException.class)
                .hasMessageContaining("at character");
    }

    @Test
    void depthIsLimitedBeforeTheStackIs() throws Exception {
        assertThat(JsonText.kind("[".repeat(1000) + "]".repeat(1000))).isEqualTo(JsonText.Kind.ARRAY);
        assertThatThrownBy(() -> JsonText.kind("[".repeat(1_000_000)))
                .isInstanceOf(JsonText.MalformedException.class)
                .hasMessageContaining("1000 levels");
    }

    @Test
    void aTextComesBackFromItsQuotes() throws Exception {
        String text = "a\"\\/\b\f\n\r\t\u0001é\ud83d\ude00";
        assertThat(JsonText.unquote(JsonText.quote(text))).isEqualTo(text);
        assertThat(JsonText.unquote("\"\\/\\u00e9\"")).isEqualTo("/é");
    }

    @Test
    void anArgumentOfAnotherKindIsRefusedByName() {
        assertThatThrownBy(() -> JsonText.check("argsJson", JsonText.Kind.ARRAY, "{}"))
                .isInstanceOf(HonkerInvalidOptionException.class)
                .hasMessage("argsJson must be a JSON array, but is a JSON object");
        assertThatThrownBy(() -> JsonText.check("kwargsJson", JsonText.Kind.OBJECT, "{\"secret\"}"))
                .hasMessageStartingWith("kwargsJson must be a JSON object, but is not valid JSON: ")
                .hasMessageNotContaining("secret");
    }
}
