package dev.honker.internal.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.LRUMap;
import com.fasterxml.jackson.databind.util.LookupCache;
import dev.honker.internal.check.UnreadableJsonException;
import java.lang.reflect.Type;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** A codec by Jackson 2; thread-safe. Loaded only where Jackson 2 is. */
final class Jackson2Codec<T> implements CheckedCodec<T> {

    private static final String JAVA_TIME = "com.fasterxml.jackson.datatype.jsr310.JavaTimeModule";

    private final ObjectWriter writer;
    private final ObjectReader reader;
    private final JavaType type;
    private volatile @Nullable String flaw;
    private volatile boolean isKnown;

    private Jackson2Codec(ObjectMapper mapper, JavaType type) {
        this.writer = mapper.writerFor(type);
        this.reader = mapper.readerFor(type);
        this.type = type;
    }

    static <T> CheckedCodec<T> of(Class<T> type) {
        JsonMapper mapper = mapper();
        return new Jackson2Codec<>(mapper, mapper.constructType(type));
    }

    static CheckedCodec<Object> ofType(Type type) {
        JsonMapper mapper = mapper();
        return of(mapper, mapper.constructType(type));
    }

    /** A codec of any type by a mapper that others use too. */
    static CheckedCodec<Object> of(ObjectMapper mapper, JavaType type) {
        return new Jackson2Codec<>(mapper, type);
    }

    static JsonMapper mapper() {
        JsonMapper.Builder builder = JsonMapper.builder(Jackson2Limits.factory())
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
            // why apart: an application may have it without its entry for the service loader
            Jackson2Time.addTo(builder);
        }
        JacksonModules.of(ServiceLoader.load(Module.class, Jackson2Codec.class.getClassLoader()))
                .forEach(builder::addModule);
        return builder.addModule(Jackson2Readability.module()).build();
    }

    @Override
    public String encode(T value) throws JsonProcessingException {
        return writer.writeValueAsString(value);
    }

    @Override
    public T decode(String json) throws Exception {
        try {
            return reader.readValue(json);
        } catch (JsonProcessingException e) {
            throw UnreadableJsonException.of(e, typeName(), where(e));
        }
    }

    private static String where(JsonProcessingException e) {
        StringBuilder path = new StringBuilder();
        if (e instanceof JsonMappingException mapping) {
            mapping.getPath()
                    .forEach(step ->
                            UnreadableJsonException.step(path, step.getFrom(), step.getFieldName(), step.getIndex()));
        }
        JsonLocation at = e.getLocation();
        return UnreadableJsonException.where(path, at == null ? 0 : at.getLineNr(), at == null ? 0 : at.getColumnNr());
    }

    @Override
    public @Nullable String flaw() {
        if (!isKnown) {
            flaw = Jackson2Readability.flaw(reader, type);
            isKnown = true;
        }
        return flaw;
    }

    @Override
    public String typeName() {
        return type.toCanonical();
    }
}
