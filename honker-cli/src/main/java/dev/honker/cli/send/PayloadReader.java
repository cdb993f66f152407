package dev.honker.cli.send;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How the payload of a job or a notification is read, from an argument or the standard input. */
final class PayloadReader {

    static final String DESCRIPTION = "The payload, JSON, stored as it is; - reads it from the standard input.";

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--raw", description = "Take a payload that is not JSON; most programs can't read it.")
    private boolean raw;

    /**
     * The payload that an argument stands for.
     *
     * @throws ParameterException if it is not JSON and need be, or if the standard input is not UTF-8
     */
    String read(String payload) throws IOException {
        String text = payload.equals("-") ? withoutLastBreak(System.in.readAllBytes()) : payload;
        String objection = raw ? null : objection(text);
        if (objection != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "the payload is not JSON: " + objection
                            + "; a text needs quotes ('\"text\"'), --raw takes anything");
        }
        return text;
    }

    private String withoutLastBreak(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "the payload on the standard input is not UTF-8: convert it before, such as by iconv -t UTF-8");
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - (text.endsWith("\r\n") ? 2 : 1)) : text;
    }

    private static @Nullable String objection(String text) {
        try {
            return MAPPER.readTree(text).isMissingNode() ? "it is empty" : null;
        } catch (JsonProcessingException e) {
            return e.getOriginalMessage().lines().findFirst().orElse("it can't be read");
        }
    }
}
