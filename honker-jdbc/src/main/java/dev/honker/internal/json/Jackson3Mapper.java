package dev.honker.internal.json;

import dev.honker.JsonCodec;
import dev.honker.JsonCodecFactory;
import java.lang.reflect.Type;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.databind.json.JsonMapper;

/** Codecs by an application's mapper of Jackson 3; thread-safe. Loaded only where Jackson 3 is. */
final class Jackson3Mapper implements JsonCodecFactory {

    private final JsonMapper mapper;

    /** why apart: a mapper can be rebuilt, but not on another factory. */
    private final TokenStreamFactory parsers;

    private Jackson3Mapper(JsonMapper original) {
        this.mapper = original.rebuild().addModule(Jackson3Readability.module()).build();
        this.parsers = original.tokenStreamFactory()
                .rebuild()
                .streamReadConstraints(Jackson3Codec.unlimited())
                .build();
    }

    static boolean takes(Object mapper) {
        return mapper instanceof JsonMapper;
    }

    static JsonCodecFactory of(Object mapper) {
        return new Jackson3Mapper((JsonMapper) mapper);
    }

    @Override
    public JsonCodec<?> codec(Type type) {
        return Jackson3Codec.of(mapper, mapper.constructType(type), parsers);
    }
}
