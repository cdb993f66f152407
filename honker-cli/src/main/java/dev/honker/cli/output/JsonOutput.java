package dev.honker.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON for programs: one document, or one object per line. Times are ISO texts in UTC, durations numbers of seconds. */
public final class JsonOutput implements Output {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectMapper INDENTED = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Printed out;

    /** Prints to this writer. */
    public JsonOutput(PrintWriter out) {
        this.out = new Printed(out);
    }

    @Override
    public void list(List<String> columns, List<Fields> things, String ifNone) {
        print(INDENTED, things.stream().map(JsonOutput::object).toList());
    }

    @Override
    public void show(Fields thing) {
        print(INDENTED, object(thing));
    }

    @Override
    public void next(List<String> columns, Fields thing) {
        print(MAPPER, object(thing));
    }

    @Override
    public void done(String sentence, Fields fields) {
        print(INDENTED, object(fields));
    }

    @Override
    public void event(String sentence, Fields fields) {
        print(MAPPER, object(fields));
    }

    @Override
    public void remark(String sentence) {}

    @Override
    public void renew() {}

    private void print(ObjectMapper mapper, Object value) {
        try {
            out.line(Harmless.json(mapper.writeValueAsString(value)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("only plain values are printed", e);
        }
    }

    private static Map<String, @Nullable Object> object(Fields fields) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        fields.cells().forEach((name, cell) -> object.put(name, value(cell.value())));
        return object;
    }

    private static @Nullable Object value(@Nullable Object value) {
        if (value instanceof Instant instant) {
            return instant.toString();
        }
        if (value instanceof Duration duration) {
            return duration.toSeconds();
        }
        if (value instanceof Size size) {
            return size.bytes();
        }
        if (value instanceof Fields fields) {
            return object(fields);
        }
        return value instanceof List<?> list
                ? list.stream().map(JsonOutput::value).toList()
                : value;
    }
}
