package dev.honker.internal.task;

import dev.honker.JsonCodec;
import dev.honker.internal.json.JsonCodecs;
import dev.honker.internal.json.TypeCodecs;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of an argument's or a result's type; thread-safe. Null and an empty {@link Optional} are {@code null}. The library is
 * asked for a codec at the first value.
 */
final class TaskValue implements JsonCodec<Object> {

    private static final Set<Class<?>> PLAIN = Set.of(
            Void.class,
            String.class,
            Boolean.class,
            Integer.class,
            Long.class,
            Double.class,
            Float.class,
            Short.class,
            Byte.class);

    private final Type type;
    private final boolean optional;
    private final Supplier<TypeCodecs> codecs;
    private volatile @Nullable JsonCodec<Object> codec;

    TaskValue(Type type, Supplier<TypeCodecs> codecs) {
        this.optional = TaskTypes.isOptional(type);
        this.type = optional ? TaskTypes.argument(type) : type;
        this.codecs = codecs;
    }

    boolean isOptional() {
        return optional;
    }

    boolean isPrimitive() {
        return type instanceof Class<?> plain && plain.isPrimitive();
    }

    @Override
    public void requireReadable() {
        if (!isPlain() && JsonCodecs.isAvailable()) {
            codec().requireReadable();
        }
    }

    /** Whether every library reads the type, so that none has to be loaded to ask it. */
    private boolean isPlain() {
        return type instanceof Class<?> named && (named.isPrimitive() || PLAIN.contains(named));
    }

    @Override
    public String encode(@Nullable Object value) throws Exception {
        Object inner = value instanceof Optional<?> maybe && optional ? maybe.orElse(null) : value;
        return inner == null ? "null" : codec().encode(inner);
    }

    @Override
    public @Nullable Object decode(String json) throws Exception {
        Object value = json.equals("null") ? null : codec().decode(json);
        return optional ? Optional.ofNullable(value) : value;
    }

    private JsonCodec<Object> codec() {
        JsonCodec<Object> present = codec;
        if (present == null) {
            present = codecs.get().of(type);
            codec = present;
        }
        return present;
    }
}
