package dev.honker.spring;

import dev.honker.JsonCodec;
import dev.honker.JsonCodecFactory;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.dao.InvalidDataAccessApiUsageException;

/** Makes payloads JSON texts, with one codec for each type; thread-safe. */
final class PayloadTexts {

    private final JsonCodecFactory factory;
    private final Map<Type, JsonCodec<Object>> codecs = new ConcurrentHashMap<>();

    PayloadTexts(JsonCodecFactory factory) {
        this.factory = factory;
    }

    /** A text is JSON already; null is refused by who takes the text. */
    String of(Object payload) {
        if (payload instanceof String text) {
            return text;
        }
        if (!(payload instanceof TypedPayload typed)) {
            return encode(payload, codec(payload.getClass()));
        }
        Type type = typed.type() == null ? typed.value().getClass() : typed.type();
        return encode(typed.value(), typed.codec() == null ? codec(type) : typed.codec());
    }

    @SuppressWarnings("unchecked") // why: the codec of a type takes what is of that type
    JsonCodec<Object> codec(Type type) {
        return codecs.computeIfAbsent(type, each -> {
            JsonCodec<?> made = factory.codec(each);
            if (made == null) {
                throw new InvalidDataAccessApiUsageException(
                        "the JsonCodecFactory returned no codec of " + each.getTypeName());
            }
            return (JsonCodec<Object>) made;
        });
    }

    private static String encode(Object value, JsonCodec<Object> codec) {
        try {
            return codec.encode(value);
        } catch (Exception e) {
            throw new InvalidDataAccessApiUsageException(
                    "cannot encode a payload of " + value.getClass().getName() + " as JSON: " + e.getMessage(), e);
        }
    }
}
