package dev.honker.internal.json;

import dev.honker.internal.check.UnreadableJsonException;
import java.lang.reflect.Type;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectMapper;
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
final class Jackson3Codec<T> implements CheckedCodec<T> {

    private final ObjectWriter writer;
    private final ObjectReader reader;
    private final JavaType type;
    private final @Nullable TokenStreamFactory parsers;
    private volatile @Nullable String flaw;
    private volatile boolean isKnown;

    private Jackson3Codec(ObjectMapper mapper, JavaType type, @Nullable TokenStreamFactory parsers) {
        this.writer = mapper.writerFor(type);
        this.reader = mapper.readerFor(type);
        this.type = type;
        this.parsers = parsers;
    }

    static <T> CheckedCodec<T> of(Class<T> type) {
        JsonMapper mapper = mapper();
        return new Jackson3Codec<>(mapper, mapper.constructType(type), null);
    }

    static CheckedCodec<Object> ofType(Type type) {
        JsonMapper mapper = mapper();
        return of(mapper, mapper.constructType(type));
    }

    /** A codec of any type by a mapper that others use too. */
    static CheckedCodec<Object> of(ObjectMapper mapper, JavaType type) {
        return new Jackson3Codec<>(mapper, type, null);
    }

    /** As {@link #of(ObjectMapper, JavaType)}, with another factory of parsers than the mapper's. */
    static CheckedCodec<Object> of(ObjectMapper mapper, JavaType type, TokenStreamFactory parsers) {
        return new Jackson3Codec<>(mapper, type, parsers);
    }

    /** Limits that let parsers read whatever is written. */
    static StreamReadConstraints unlimited() {
        return StreamReadConstraints.builder()
                .maxNumberLength(Integer.MAX_VALUE)
                .maxStringLength(Integer.MAX_VALUE)
                .maxNameLength(Integer.MAX_VALUE)
                .build();
    }

    static JsonMapper mapper() {
        JsonFactory factory =
                JsonFactory.builder().streamReadConstraints(unlimited()).build();
        return JsonMapper.builder(factory)
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
                .addModules(JacksonModules.of(
                        ServiceLoader.load(JacksonModule.class, Jackson3Codec.class.getClassLoader())))
                .addModule(Jackson3Readability.module())
                .build();
    }

    @Override
    public String encode(T value) {
        return writer.writeValueAsString(value);
    }

    @Override
    public T decode(String json) throws Exception {
        try {
            return parsers == null ? reader.readValue(json) : read(json, parsers);
        } catch (JacksonException e) {
            throw UnreadableJsonException.of(e, typeName(), where(e));
        }
    }

    private T read(String json, TokenStreamFactory factory) {
        // why: only a parser of the reader's own knows its settings
        try (JsonParser own = reader.createParser("");
                JsonParser parser = factory.createParser(own.objectReadContext(), json)) {
            return reader.readValue(parser);
        }
    }

    private static String where(JacksonException e) {
        StringBuilder path = new StringBuilder();
        e.getPath()
                .forEach(step ->
                        UnreadableJsonException.step(path, step.from(), step.getPropertyName(), step.getIndex()));
        TokenStreamLocation at = e.getLocation();
        return UnreadableJsonException.where(path, at == null ? 0 : at.getLineNr(), at == null ? 0 : at.getColumnNr());
    }

    @Override
    public @Nullable String flaw() {
        if (!isKnown) {
            flaw = Jackson3Readability.flaw(reader, type);
            isKnown = true;
        }
        return flaw;
    }

    @Override
    public String typeName() {
        return type.toCanonical();
    }
}
