package dev.honker.internal.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.LRUMap;
import com.fasterxml.jackson.databind.util.LookupCache;
import dev.honker.JsonCodec;

/** A codec by Jackson 2; thread-safe. Loaded only where Jackson 2 is. */
final class Jackson2Codec<T> implements JsonCodec<T> {

    private static final String JAVA_TIME = "com.fasterxml.jackson.datatype.jsr310.JavaTimeModule";

    private final ObjectWriter writer;
    private final ObjectReader reader;

    private Jackson2Codec(ObjectWriter writer, ObjectReader reader) {
        this.writer = writer;
        this.reader = reader;
    }

    static <T> JsonCodec<T> of(Class<T> type) {
        JsonMapper mapper = mapper();
        return new Jackson2Codec<>(mapper.writerFor(type), mapper.readerFor(type));
    }

    /** A codec of any type by a mapper that others use too. */
    static JsonCodec<Object> of(JsonMapper mapper, JavaType type) {
        return new Jackson2Codec<>(mapper.writerFor(type), mapper.readerFor(type));
    }

    static JsonMapper mapper() {
        JsonMapper.Builder builder = JsonMapper.builder()
                // why not the default's cache, which all mappers share: it would keep an application that is undeployed
                .typeFactory(TypeFactory.defaultInstance()
                        .withCache((LookupCache<Object, JavaType>) new LRUMap<Object, JavaType>(16, 200)))
                // why: it names no class that a text may name, whatever annotations the type bears
                .polymorphicTypeValidator(
                        BasicPolymorphicTypeValidator.builder().build())
                .disable(
                        SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
                        SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                // why: messages end up in logs and in last_error, where payloads do not belong
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION);
        if (JsonCodecs.isPresent(JAVA_TIME)) {
            Jackson2Time.addTo(builder);
        }
        return builder.build();
    }

    @Override
    public String encode(T value) throws JsonProcessingException {
        return writer.writeValueAsString(value);
    }

    @Override
    public T decode(String json) throws JsonProcessingException {
        return reader.readValue(json);
    }
}
