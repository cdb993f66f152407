package dev.honker.cli.send;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The arguments of a task as words of a command line; stateless. */
final class TaskArguments {

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private TaskArguments() {}

    /** Returns a JSON array of the words. */
    static String byPosition(List<String> words) {
        return words.stream().map(TaskArguments::value).collect(Collectors.joining(",", "[", "]"));
    }

    /**
     * Returns a JSON object of words {@code name=value}.
     *
     * @throws IllegalArgumentException if a word has no name, or two have the same
     */
    static String byName(List<String> words) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String word : words) {
            int end = word.indexOf('=');
            if (end <= 0) {
                throw new IllegalArgumentException("--kw must be NAME=VALUE, but is '" + word + "'");
            }
            String name = word.substring(0, end);
            if (values.put(name, value(word.substring(end + 1))) != null) {
                throw new IllegalArgumentException("--kw " + name + " is given twice; give each name once");
            }
        }
        return values.entrySet().stream()
                .map(entry -> quoted(entry.getKey()) + ":" + entry.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Why the word itself and not what was read: a number keeps all its digits. */
    private static String value(String word) {
        try {
            return MAPPER.readTree(word).isMissingNode() ? quoted(word) : word;
        } catch (JsonProcessingException e) {
            return quoted(word);
        }
    }

    private static String quoted(String text) {
        try {
            return MAPPER.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a text is always JSON", e);
        }
    }
}
