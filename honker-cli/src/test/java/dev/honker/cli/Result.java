package dev.honker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** What a command said and how it ended. */
record Result(int code, String out, String err) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    Result isOk() {
        assertThat(code).as(this::toString).isZero();
        return this;
    }

    Result failed(String message) {
        assertThat(code).as(this::toString).isEqualTo(1);
        assertThat(err.lines()).as("one line").hasSize(1);
        assertThat(err).contains(message);
        assertThat(out).isEmpty();
        return this;
    }

    Result misused(String message) {
        assertThat(code).as(this::toString).isEqualTo(2);
        assertThat(err).contains(message).doesNotContain("\tat ");
        assertThat(out).isEmpty();
        return this;
    }

    Result says(String... texts) {
        assertThat(out).contains(texts);
        return this;
    }

    List<String> lines() {
        return out.lines().toList();
    }

    JsonNode json() {
        return parse(out);
    }

    List<JsonNode> jsonLines() {
        return out.lines().map(Result::parse).toList();
    }

    private static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }
}
