package dev.honker.internal.json;

import dev.honker.HonkerException;
import dev.honker.HonkerInvalidOptionException;
import dev.honker.JsonCodec;
import dev.honker.JsonCodecFactory;
import dev.honker.internal.check.Check;
import java.lang.reflect.Type;
import java.util.function.Supplier;

/** Codecs by the JSON library on the class path; thread-safe. */
public final class JsonCodecs {

    private static final String JACKSON_2 = "com.fasterxml.jackson.databind.json.JsonMapper";
    private static final String JACKSON_2_ANY = "com.fasterxml.jackson.databind.ObjectMapper";
    private static final String JACKSON_3 = "tools.jackson.databind.json.JsonMapper";

    /** why not a map: the class itself keeps its codec, so that an application that is undeployed can be collected. */
    private static final ClassValue<JsonCodec<?>> CODECS = new ClassValue<>() {
        @Override
        protected JsonCodec<?> computeValue(Class<?> type) {
            return make(type);
        }
    };

    private JsonCodecs() {}

    /**
     * The codec of a type: Jackson 2 if it is there and can read the type, else Jackson 3, both set up to write and read the same texts. Dates and
     * durations of {@code java.time} are ISO texts, enum constants their names; unknown properties are ignored; no name of a
     * class is ever taken from a text. The codec is made once per type.
     *
     * @throws HonkerException if neither is on the class path of honker-jdbc
     */
    @SuppressWarnings("unchecked")
    public static <T> JsonCodec<T> of(Class<T> type) {
        return (JsonCodec<T>) CODECS.get(Check.notNull("type", type));
    }

    /** As {@link #of}, of any type; those of types with type arguments are made anew at each call. */
    public static JsonCodec<?> ofType(Type type) {
        return Check.notNull("type", type) instanceof Class<?> named ? of(named) : makeGeneric(type);
    }

    /** The codec of a type by a factory; never null. */
    @SuppressWarnings("unchecked")
    public static JsonCodec<Object> required(JsonCodecFactory factory, Type type) {
        JsonCodec<?> codec = factory.codec(type);
        if (codec == null) {
            throw new HonkerException("the JsonCodecFactory has no codec of " + type.getTypeName()
                    + ": it returned null; have it return one, or throw");
        }
        return (JsonCodec<Object>) codec;
    }

    /**
     * Codecs by an application's mapper.
     *
     * @throws HonkerInvalidOptionException if it is no mapper of a library that is there
     */
    public static JsonCodecFactory byMapper(Object mapper) {
        Check.notNull("mapper", mapper);
        if (isPresent(JACKSON_2_ANY) && Jackson2Mapper.takes(mapper)) {
            return Jackson2Mapper.of(mapper);
        }
        if (isPresent(JACKSON_3) && Jackson3Mapper.takes(mapper)) {
            return Jackson3Mapper.of(mapper);
        }
        throw new HonkerInvalidOptionException(
                "mapper must be an ObjectMapper of Jackson 2 or a JsonMapper of Jackson 3, but is a "
                        + mapper.getClass().getName());
    }

    /**
     * Codecs of any types that belong together, such as those of one class's methods; otherwise as {@link #of}, but strict: what
     * is written as another type, or is too large for it, or is null where it has no null, is refused; numbers that have no type
     * of their own keep their digits; NaN and infinity, which JSON does not have, become a text that is not valid JSON.
     *
     * @param what needs them, for the message
     * @throws HonkerException if neither is on the class path of honker-jdbc
     */
    public static TypeCodecs strict(String what) {
        if (isPresent(JACKSON_2)) {
            return isPresent(JACKSON_3) ? new EitherTypes() : new Jackson2Types();
        }
        if (isPresent(JACKSON_3)) {
            return new Jackson3Types();
        }
        throw missing(what);
    }

    private static JsonCodec<?> makeGeneric(Type type) {
        if (isPresent(JACKSON_2)) {
            CheckedCodec<Object> codec = Jackson2Codec.ofType(type);
            return isPresent(JACKSON_3) ? abler(codec, () -> Jackson3Codec.ofType(type)) : codec;
        }
        if (isPresent(JACKSON_3)) {
            return Jackson3Codec.ofType(type);
        }
        throw missing(type.getTypeName());
    }

    private static <T> JsonCodec<T> make(Class<T> type) {
        if (isPresent(JACKSON_2)) {
            CheckedCodec<T> codec = Jackson2Codec.of(type);
            return isPresent(JACKSON_3) ? abler(codec, () -> Jackson3Codec.of(type)) : codec;
        }
        if (isPresent(JACKSON_3)) {
            return Jackson3Codec.of(type);
        }
        throw missing(type.getName());
    }

    /** The first one unless only the second one can read its type. */
    static <T> CheckedCodec<T> abler(CheckedCodec<T> first, Supplier<CheckedCodec<T>> second) {
        if (first.flaw() == null) {
            return first;
        }
        CheckedCodec<T> other = second.get();
        return other.flaw() == null ? other : first;
    }

    private static HonkerException missing(String what) {
        return new HonkerException("no JSON library is on the class path that could turn " + what
                + " into JSON: add com.fasterxml.jackson.core:jackson-databind (for java.time also"
                + " com.fasterxml.jackson.datatype:jackson-datatype-jsr310) or tools.jackson.core:jackson-databind to the"
                + " dependencies, or pass a JsonCodec of your own instead of the class");
    }

    /** Whether a library is there at all. */
    public static boolean isAvailable() {
        return isPresent(JACKSON_2) || isPresent(JACKSON_3);
    }

    static boolean isPresent(String className) {
        try {
            // why this loader: it is the one that will link the codec's class
            Class.forName(className, false, JsonCodecs.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
