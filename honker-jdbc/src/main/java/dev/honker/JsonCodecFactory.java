package dev.honker;

import dev.honker.internal.check.Check;
import java.lang.reflect.Type;

/**
 * Makes the codecs of a database's typed queues and tasks, in place of those by honker's own mapper. Must be safe for use by several threads.
 */
@FunctionalInterface
public interface JsonCodecFactory {

    /**
     * The codec of a type: a class, or a type with type arguments such as {@code List<Order>}. Callers may keep it.
     *
     * @return one for values of that type; not null
     * @throws HonkerException if there is none
     */
    JsonCodec<?> codec(Type type);

    /**
     * The codec of a class.
     *
     * @throws HonkerException if there is none
     */
    @SuppressWarnings("unchecked") // why: a factory is trusted to make codecs of the type that it is asked for
    default <T> JsonCodec<T> of(Class<T> type) {
        JsonCodec<?> codec = codec(Check.notNull("type", type));
        if (codec == null) {
            throw new HonkerException("the JsonCodecFactory has no codec of " + type.getTypeName()
                    + ": it returned null; have it return one, or throw");
        }
        return (JsonCodec<T>) codec;
    }

    /**
     * Codecs by this factory, but by the other one for a type that only the other one can read.
     *
     * @throws HonkerInvalidOptionException if it is null
     */
    default JsonCodecFactory orElse(JsonCodecFactory other) {
        Check.notNull("other", other);
        return type -> {
            JsonCodec<?> codec = codec(type);
            try {
                codec.requireReadable();
                return codec;
            } catch (HonkerException unreadable) {
                JsonCodec<?> second = other.codec(type);
                try {
                    second.requireReadable();
                    return second;
                } catch (HonkerException unreadableToo) {
                    return codec;
                }
            }
        };
    }
}
