package dev.honker.internal.json;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.honker.HonkerInvalidOptionException;
import dev.honker.JsonCodec;
import dev.honker.JsonCodecFactory;
import java.lang.reflect.Type;

/** Codecs by an application's mapper of Jackson 2; thread-safe. Loaded only where Jackson 2 is. */
final class Jackson2Mapper implements JsonCodecFactory {

    private static final String JSON = "JSON";

    private final ObjectMapper mapper;

    private Jackson2Mapper(ObjectMapper original) {
        this.mapper = copy(original);
        Jackson2Limits.lift(mapper.getFactory());
        mapper.registerModule(Jackson2Readability.module());
    }

    private static ObjectMapper copy(ObjectMapper original) {
        try {
            return original.copy();
        } catch (IllegalStateException e) {
            throw new HonkerInvalidOptionException("mapper must be one that can be copied, but " + e.getMessage());
        }
    }

    static boolean takes(Object mapper) {
        return mapper instanceof ObjectMapper;
    }

    static JsonCodecFactory of(Object mapper) {
        ObjectMapper original = (ObjectMapper) mapper;
        String format = original.getFactory().getFormatName();
        if (!JSON.equals(format)) {
            throw new HonkerInvalidOptionException(
                    "mapper must be one of JSON, but " + mapper.getClass().getName() + " is one of " + format);
        }
        return new Jackson2Mapper(original);
    }

    @Override
    public JsonCodec<?> codec(Type type) {
        return Jackson2Codec.of(mapper, mapper.constructType(type));
    }
}
