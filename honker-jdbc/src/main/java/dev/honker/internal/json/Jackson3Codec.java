package dev.honker.internal.json;

import dev.honker.JsonCodec;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/**
 * A codec by Jackson 3; thread-safe. Loaded only where Jackson 3 is. Where its defaults differ from those of Jackson 2, it follows
 * them, so that jobs outlive an application's change from one to the other.
 */
final class Jackson3Codec<T> implements JsonCodec<T> {

    private final ObjectWriter writer;
    private final ObjectReader reader;

    private Jackson3Codec(ObjectWriter writer, ObjectReader reader) {
        this.writer = writer;
        this.reader = reader;
    }

    static <T> JsonCodec<T> of(Class<T> type) {
        JsonMapper mapper = mapper();
        return new Jackson3Codec<>(mapper.writerFor(type), mapper.readerFor(type));
    }

    /** A codec of any type by a mapper that others use too. */
    static JsonCodec<Object> of(JsonMapper mapper, JavaType type) {
        return new Jackson3Codec<>(mapper.writerFor(type), mapper.readerFor(type));
    }

    static JsonMapper mapper() {
        return JsonMapper.builder()
                // why: it names no class that a text may name, whatever annotations the type bears
                .polymorphicTypeValidator(
                        BasicPolymorphicTypeValidator.builder().build())
                .disable(
                        DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS,
                        DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS,
                        DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING, EnumFeature.READ_ENUMS_USING_TO_STRING)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .enable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                // why: messages end up in logs and in last_error, where payloads do not belong
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .build();
    }

    @Override
    public String encode(T value) {
        return writer.writeValueAsString(value);
    }

    @Override
    public T decode(String json) {
        return reader.readValue(json);
    }
}
