package dev.honker.spring;

import dev.honker.HonkerInvalidOptionException;
import dev.honker.JsonCodec;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;

/**
 * A payload with its type or codec, for {@link HonkerTemplate}, which otherwise goes by the class of the value: a list then doesn't say of what
 * it is one. Immutable if the value is.
 */
public final class TypedPayload {

    private final Object value;
    private final @Nullable Type type;
    private final @Nullable JsonCodec<Object> codec;

    private TypedPayload(Object value, @Nullable Type type, @Nullable JsonCodec<Object> codec) {
        this.value = value;
        this.type = type;
        this.codec = codec;
    }

    /**
     * A value of a type such as {@code List<Order>}; the codec is the database's.
     *
     * @throws HonkerInvalidOptionException if something is null
     */
    public static <T> TypedPayload of(T value, ParameterizedTypeReference<T> type) {
        return new TypedPayload(required("value", value), required("type", type).getType(), null);
    }

    /**
     * A value that a codec encodes.
     *
     * @throws HonkerInvalidOptionException if something is null
     */
    @SuppressWarnings("unchecked") // why: the codec takes what is of the value's type
    public static <T> TypedPayload of(T value, JsonCodec<T> codec) {
        return new TypedPayload(required("value", value), null, (JsonCodec<Object>) required("codec", codec));
    }

    Object value() {
        return value;
    }

    @Nullable
    Type type() {
        return type;
    }

    @Nullable
    JsonCodec<Object> codec() {
        return codec;
    }

    private static <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw new HonkerInvalidOptionException(name + " must not be null");
        }
        return value;
    }
}
