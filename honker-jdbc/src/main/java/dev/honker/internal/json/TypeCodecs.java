package dev.honker.internal.json;

import dev.honker.JsonCodec;
import java.lang.reflect.Type;

/** Codecs of types with their type arguments; thread-safe. */
public interface TypeCodecs {

    /** A codec of the type, made anew; it writes null as {@code null}, and reads it as whatever the type has for it. */
    JsonCodec<Object> of(Type type);
}
